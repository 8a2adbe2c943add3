import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import en from "@messages/en.json";
import { register, signIn } from "../support/accounts";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { importPlanted } from "../support/imported";
import { LANGUAGES, sayIn, turnTo } from "../support/languages";

const PHONE = { width: 390, height: 844 };
const EMAIL = `phone-${Date.now()}@example.org`;
const TITLES = {
  fr: "Comité",
  en: "The second meeting of the steering committee about moving to the new office before the summer",
} as const;

let browser: Browser;
const paths: Record<string, string> = {};

async function newPage(locale: string): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    baseURL: inject("webUrl"),
    locale,
    viewport: PHONE,
    hasTouch: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  await page.goto("/login");
  return [context, page];
}

beforeAll(async () => {
  browser = await launchBrowser();
  const [context, page] = await newPage("en");
  await register(page, EMAIL, "Camille");
  for (const [locale, title] of Object.entries(TITLES))
    paths[locale] = `/meetings/${await importPlanted(page, title)}`;
  await context.close();
}, 180_000);
afterAll(() => browser.close());

describe("on a phone", () => {
  let t = sayIn("fr");
  let context: BrowserContext;
  let page: Page;
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const openMenu = async (block: number) => {
    await page
      .locator(`[data-block="${block}"]`)
      .getByRole("button", { name: t("transcript.moreOf", { time: "" }) })
      .tap();
    await page.getByRole("menu").waitFor();
  };
  beforeAll(async () => {
    [context, page] = await newPage("fr");
    await signIn(page, EMAIL);
  });
  afterAll(() => context.close());

  it.each(LANGUAGES)("begins the transcript within the first third of the screen, in %s", async (locale) => {
    t = await turnTo(page, locale);
    await page.goto(paths[locale] ?? "");
    await page.locator("[data-word]").first().waitFor();
    const word = await page.locator('[data-word="0"]').boundingBox();
    console.log(`first word at ${word?.y} of ${PHONE.height}`);
    expect(word!.y + word!.height).toBeLessThan(PHONE.height / 3);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    await page.getByText(t("transcript.uncertain"), { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("says what its switch marks, on the narrowest screen", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const label = page.getByText(t("transcript.uncertain"), { exact: true });
    await label.waitFor();
    const marked = page.locator("[data-word][title]");
    await expect.poll(() => marked.count()).toBeGreaterThan(0);
    await label.tap();
    await page.getByRole("switch", { name: t("transcript.marksDoubt"), checked: false }).waitFor();
    await expect.poll(() => marked.count()).toBe(0);
    await label.tap();
    await expect.poll(() => marked.count()).toBeGreaterThan(0);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.setViewportSize(PHONE);
  });

  it("copies each passage, links to it, and plays from it", async () => {
    await page.waitForFunction(() => (document.querySelector("audio")?.readyState ?? 0) > 0);
    await openMenu(1);
    await page.getByRole("menuitem", { name: t("transcript.copyHere"), exact: true }).tap();
    await expect.poll(copied).toMatch(/^Bruno \(0:10\)\n\S/);
    await openMenu(1);
    await page.getByRole("menuitem", { name: t("transcript.linkHere"), exact: true }).tap();
    await expect.poll(copied).toMatch(/\/meetings\/[\w-]+\?t=10$/);
    await openMenu(1);
    await page.getByRole("menuitem", { name: t("transcript.playHere"), exact: true }).tap();
    await page.waitForFunction(() => {
      const { currentTime, paused } = document.querySelector("audio")!;
      return currentTime >= 10 && currentTime < 20 && !paused;
    });
    await page.evaluate(() => document.querySelector("audio")!.pause());
  });

  it("corrects a passage from its menu, and asks who said it", async () => {
    await openMenu(0);
    await page.getByRole("menuitem", { name: t("editing.edit"), exact: true }).tap();
    await page.getByLabel(t("editing.textOf")).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
    const field = page.getByLabel(t("editing.textOf"));
    const written = await field.inputValue();
    const keys = page.getByText(t("editing.editHint"));
    expect([await keys.count(), await keys.isVisible()]).toEqual([1, false]);
    await field.fill(`${written} Deux mots.`);
    await page.getByRole("button", { name: t("common.dismiss"), exact: true }).tap();
    await field.waitFor({ state: "detached" });
    const block = page.locator('[data-block="0"]');
    expect(await block.getByText("Deux mots.").count()).toBe(0);
    await openMenu(0);
    await page.getByRole("menuitem", { name: t("editing.edit"), exact: true }).tap();
    await field.fill(`${written} Deux mots.`);
    await page.getByRole("button", { name: t("editing.save"), exact: true }).tap();
    await field.waitFor({ state: "detached" });
    await expect.poll(() => block.locator("p").first().innerText()).toContain("Deux mots.");
    await page.getByRole("button", { name: t("editing.undo"), exact: true }).tap();
    await expect.poll(() => block.locator("p").first().innerText()).not.toContain("Deux mots.");
    await openMenu(0);
    await page.getByRole("menuitem", { name: t("editing.assignPassage"), exact: true }).tap();
    await page.getByRole("menuitem", { name: "Bruno", exact: true }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("shows people and minutes over the transcript on request", async () => {
    t = await turnTo(page, "fr");
    await page.reload();
    const panels = page.getByRole("complementary", { name: t("meeting.panels") });
    expect(await panels.isVisible()).toBe(false);
    await page.getByRole("button", { name: t("meeting.panels") }).tap();
    await panels.getByText("Marie").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await panels.waitFor({ state: "hidden" });
    const opener = page.getByRole("button", { name: t("meeting.panels") });
    await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it("closes what lies over the meeting by Back, and leaves the meeting by the next", async () => {
    const panels = page.getByRole("complementary", { name: t("meeting.panels") });
    const opener = page.getByRole("button", { name: t("meeting.panels") });
    const first = page.locator("[data-word]").first();
    await page.goto("/meetings");
    await page.getByRole("link", { name: TITLES.fr, exact: true }).tap();
    await first.waitFor();
    const address = page.url();

    await opener.tap();
    await panels.getByText("Marie").first().waitFor();
    await page.goBack();
    await panels.waitFor({ state: "hidden" });
    expect(page.url()).toBe(address);
    await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);

    // A dialog over the panel first, then the panel.
    await opener.tap();
    await panels.getByRole("button", { name: t("speakers.nameOf", { name: "Marie" }) }).tap();
    await page.getByRole("dialog").waitFor();
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => panels.isVisible()).toBe(true);
    await page.goBack();
    await panels.waitFor({ state: "hidden" });

    // What is closed otherwise leaves nothing behind, nor does it move the transcript.
    await page.evaluate(() => window.scrollTo(0, 200));
    // A tap of Playwright's may scroll itself.
    await opener.evaluate((button: HTMLElement) => button.click());
    await panels.getByRole("button", { name: t("speakers.nameOf", { name: "Marie" }) }).tap();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await panels
      .getByRole("button", { name: t("common.close") })
      .evaluate((button: HTMLElement) => button.click());
    await panels.waitFor({ state: "hidden" });
    await expect.poll(() => page.evaluate(() => history.scrollRestoration)).toBe("auto");
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(200);
    await page.getByRole("button", { name: t("sharing.share"), exact: true }).tap();
    await page.getByRole("dialog").waitFor();
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(page.url()).toBe(address);
    await page.goBack();
    await page.waitForURL("**/meetings");

    // A link leads out of the panel, and pages are scrolled as ever after that.
    await page.getByRole("link", { name: TITLES.fr, exact: true }).tap();
    await opener.tap();
    await panels.getByText("Marie").first().waitFor();
    await page
      .getByRole("link", { name: t("meeting.back") })
      .first()
      .evaluate((link: HTMLElement) => link.click());
    await page.waitForURL("**/meetings");
    await expect.poll(() => page.evaluate(() => history.scrollRestoration)).toBe("auto");
  });

  it("shows that the filters of the list go on", async () => {
    await page.goto("/meetings");
    const row = page.getByRole("group", { name: t("meetings.filter") });
    await expect.poll(() => row.getAttribute("data-more")).toBe("after");
    await expect
      .poll(() => row.evaluate((element) => getComputedStyle(element).maskImage))
      .toContain("gradient");
    await row.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
    await expect.poll(() => row.getAttribute("data-more")).toBe("before");
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  });
});

it("has one stop for Tab in each passage on a wide screen, from which arrows lead on", async () => {
  const [context, page] = await newPage("en");
  await signIn(page, EMAIL);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(paths.en ?? "");
  const first = page.locator('[data-block="0"]');
  await first.waitFor();
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      const block = activeElement?.closest<HTMLElement>("[data-block]")?.dataset.block ?? null;
      return [block, activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? ""];
    });
  const play = (time: string) => en.transcript.playFrom.replace("{time}", time);
  await first.getByRole("button", { name: play("0:00") }).focus();
  await page.keyboard.press("Tab");
  await expect.poll(focused).toEqual(["1", play("0:10")]);
  const seen: string[] = [];
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press("ArrowRight");
    seen.push((await focused())[1] ?? "");
  }
  expect(seen).toEqual([
    "Bruno",
    ...[
      en.editing.editOf,
      en.editing.assignOf,
      en.comments.highlightOf,
      en.comments.commentOf,
      en.transcript.copyTurn,
      en.transcript.linkTurn,
    ].map((text) => text.replace("{time}", "0:10")),
    play("0:10"),
  ]);
  await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toEqual(["2", play("0:20")]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+Tab");
  await expect.poll(focused).toEqual(["0", play("0:00")]);
  expect(await page.evaluate(() => document.querySelector("audio")!.currentTime)).toBe(0);
  await context.close();
});
