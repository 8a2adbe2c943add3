import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import { register, signIn } from "./support/accounts";
import { violations } from "./support/accessibility";
import { gotoWithoutData, launchBrowser, sampleRecording } from "./support/browser";
import { importPlanted } from "./support/imported";

const EMAIL = `manners-${Date.now()}@example.org`;
const TITLE = "Budget";
const LOCALE_COOKIE = "scribe_locale";

let browser: Browser;
let path: string;

async function newPage(locale: string): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    baseURL: inject("webUrl"),
    locale,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto("/login");
  return [context, page];
}

beforeAll(async () => {
  browser = await launchBrowser();
  const [context, page] = await newPage("en");
  await register(page, EMAIL, "Camille");
  path = `/meetings/${await importPlanted(page, TITLE)}`;
  await context.close();
}, 180_000);
afterAll(() => browser.close());

describe.each([
  ["fr", fr, en],
  ["en", en, fr],
] as const)("in %s", (locale, messages, others) => {
  const t = createTranslator({ locale, messages });
  let context: BrowserContext;
  let page: Page;
  const openMeeting = async () => {
    await page.goto(path);
    await page.locator("[data-word]").first().waitFor();
  };
  beforeAll(async () => {
    [context, page] = await newPage(locale);
    await signIn(page, EMAIL);
  });
  afterAll(() => context.close());

  it("keeps the meeting's title on the tab after a change of language", async () => {
    await openMeeting();
    await expect.poll(() => page.title()).toBe(`${TITLE} · Scribe`);
    await page.getByRole("button", { name: t("shell.userMenu") }).click();
    await page.getByRole("menuitemradio", { name: locale === "fr" ? "English" : "Français" }).click();
    await page.getByRole("button", { name: others.export.label, exact: true }).waitFor();
    await page.waitForLoadState("networkidle");
    await expect.poll(() => page.title()).toBe(`${TITLE} · Scribe`);
    await context.clearCookies({ name: LOCALE_COOKIE });
  });

  it("shows the header on a page that does not exist", async () => {
    const answer = await page.goto("/there/is/nothing");
    expect(answer?.status()).toBe(404);
    await page.getByRole("heading", { name: t("notFound.title") }).waitFor();
    await page.getByRole("navigation", { name: t("shell.sections") }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("counts a title that becomes too long, and neither cuts nor loses it", async () => {
    await openMeeting();
    const rename = async () => {
      await page.getByRole("button", { name: t("meetings.menuOf", { title: TITLE }) }).click();
      await page.getByRole("menuitem", { name: t("meetings.rename") }).click();
    };
    await rename();
    const field = page.getByLabel(t("meetings.newTitle"));
    await field.fill("x".repeat(187));
    await page.getByText(t("meetings.titleLength", { count: 187, max: 200 })).waitFor();
    await field.fill("x".repeat(213));
    await page.keyboard.press("Enter");
    await page.getByText(t("meetings.titleTooLong", { count: 213, max: 200 })).waitFor();
    await expect.poll(() => field.inputValue()).toHaveLength(213);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
  });

  it("gives the focus back to what opened a dialog", async () => {
    await openMeeting();
    const dialog = page.getByRole("dialog");
    const isBackOn = async (opener: Locator) => {
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
    };
    const share = page.getByRole("button", { name: t("sharing.share"), exact: true });
    await share.press("Enter");
    await dialog.getByRole("combobox").first().waitFor();
    await isBackOn(share);
    const menu = page.getByRole("button", { name: t("meetings.menuOf", { title: TITLE }) });
    await menu.press("Enter");
    await page.getByRole("menuitem", { name: t("meetings.changeDate") }).press("Enter");
    await dialog.waitFor();
    await isBackOn(menu);
  });

  it("remembers the names and terms of the last recording", async () => {
    await page.goto("/meetings");
    const hotwords = page.getByLabel(t("upload.hotwords"));
    await page.getByTestId("recordings").setInputFiles(sampleRecording());
    await hotwords.fill("Kubernetes, Mme Lefèvre");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    // Once it has arrived: an upload that the reload interrupts would be resumed without a question.
    await page
      .getByRole("region", { name: t("upload.tray") })
      .getByRole("link")
      .waitFor();
    await page.reload();
    await page.getByTestId("recordings").setInputFiles({
      name: "other.wav",
      mimeType: "audio/wav",
      buffer: Buffer.from("RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00", "latin1"),
    });
    await expect.poll(() => hotwords.inputValue()).toBe("Kubernetes, Mme Lefèvre");
    await page.keyboard.press("Escape");
  });

  it("prints the whole transcript, without controls", async () => {
    await openMeeting();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.getByTestId("printed").waitFor();
    const shown = await page.evaluate(
      () =>
        [...document.querySelectorAll("button, input, [role=slider], header nav")].filter(
          (control) =>
            (control as HTMLElement).checkVisibility() && control.getBoundingClientRect().width > 1,
        ).length,
    );
    expect(shown).toBe(0);
    await expect.poll(() => page.getByTestId("printed").locator("p").count()).toBe(30);
    await expect
      .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
      .toMatch(/^(rgb\(255, 255, 255\)|white|oklch\(1 0 0\))$/);
    await page.emulateMedia({ media: null, colorScheme: null });
    await page.locator("[data-word]").first().waitFor();
  });

  it("says that an export failed", async () => {
    await openMeeting();
    await page.route("**/export/pdf*", (route) =>
      route.fulfill({ status: 503, json: { code: "storage_unavailable", detail: "down", status: 503 } }),
    );
    await page.getByRole("button", { name: t("export.label"), exact: true }).click();
    await page.getByRole("menuitem", { name: ".pdf" }).click();
    await page.getByText(t("export.failed", { reason: "" }).trim()).waitFor();
    await page.unroute("**/export/pdf*");
  });

  it("offers to try again where a list failed", async () => {
    await page.route("**/api/v1/meetings?*", (route) =>
      route.fulfill({ status: 500, json: { code: "internal", detail: "", status: 500 } }),
    );
    await gotoWithoutData(page, "/meetings");
    const again = page.getByRole("alert").getByRole("button", { name: t("common.tryAgain") });
    await again.waitFor({ timeout: 60_000 });
    await page.unroute("**/api/v1/meetings?*");
    await again.click();
    await page.getByRole("link", { name: TITLE }).waitFor();
  });

  it("tells redoing from undoing in the history", async () => {
    await openMeeting();
    const saved = () => page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    await page.locator('[data-word="0"]').dblclick();
    await page.getByLabel(t("editing.textOf")).fill(`Said in ${locale}.`);
    await page.keyboard.press("Control+Enter");
    await page.getByText(`Said in ${locale}.`).waitFor();
    await saved();
    for (const act of ["undo", "redo"] as const) {
      await page.getByRole("button", { name: t(`editing.${act}`), exact: true }).click();
      await saved();
      const isThere = act === "redo" ? "visible" : "hidden";
      await page.getByText(`Said in ${locale}.`).waitFor({ state: isThere });
    }
    await page.getByRole("button", { name: t("editing.history.title") }).click();
    const newest = page.getByTestId("revisions").locator("li").first();
    const number = Number((await newest.locator("span").first().innerText()).trim());
    await newest.getByText(t("editing.deeds.redo", { number: number - 2 })).waitFor();
    await page.keyboard.press("Escape");
  });
});
