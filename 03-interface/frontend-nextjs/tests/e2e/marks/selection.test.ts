import { readFileSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { importMeeting, newUser, shareMeeting } from "../support/meetings";
import { sayIn, turnTo } from "../support/languages";

/** In the order of the list: the newest first. */
const TITLES = ["Delta", "Charlie", "Bravo", "Alpha"] as const;
/** Height of a row on a wide screen, in pixels, before rows said who spoke. */
const FORMER_HEIGHT = 65;

/** Return whether the middle of an element is what one sees there. */
const isUncovered = (element: Locator) =>
  element.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return seen !== null && node.contains(seen);
  });

let browser: Browser;
const failures: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("several meetings", () => {
  let t = sayIn("fr");
  const stamp = Date.now();
  const email = `chosen-${stamp}@example.org`;
  const reader = `chosen-reader-${stamp}@example.org`;
  let page: Page;
  let theirs: Page;

  const link = (title: string) => page.getByRole("main").getByRole("link", { name: title, exact: true });
  const box = (title: string) =>
    page.getByRole("checkbox", { name: t("selection.select", { title }), exact: true });
  const all = () => page.getByRole("checkbox", { name: t("selection.all") });
  const bar = () => page.getByRole("region", { name: t("selection.actions") });
  const counted = (count: number) => bar().getByText(t("selection.count", { count }), { exact: true });
  const chosen = async () => {
    const states = await Promise.all(TITLES.map((title) => box(title).isChecked()));
    return TITLES.filter((_, at) => states[at]);
  };

  beforeAll(async () => {
    page = await newUser(browser, "fr", email, "Camille Renard");
    page.on("pageerror", (error) => failures.push(error.message));
    theirs = await newUser(browser, "fr", reader, "Yanis Benali");
    for (const title of TITLES.toReversed()) {
      await importMeeting(page, title, "Camille: Bonjour à tous.\nYanis: Commençons par le budget.\n");
    }
    await vi.waitFor(
      async () => {
        const { items } = (await (await page.request.get("/api/v1/meetings")).json()) as {
          items: { opening: unknown }[];
        };
        expect(items.every(({ opening }) => opening !== null)).toBe(true);
      },
      { timeout: 30_000, interval: 250 },
    );
    await page.goto("/meetings");
    await link("Alpha").waitFor();
  });
  afterAll(async () => {
    await page.context().close();
    await theirs.context().close();
  });

  it("say in their rows who spoke and the first words, in less height", async () => {
    const row = page.locator("li[data-meeting]").filter({ hasText: "Delta" });
    await row.getByText("Camille, Yanis").waitFor();
    await row.getByText("Bonjour à tous. Commençons par le budget.").waitFor();
    expect((await row.boundingBox())?.height).toBeLessThan(FORMER_HEIGHT);
  });

  it("are chosen by boxes, by a range with Shift, and all at once", async () => {
    await box("Delta").click();
    await counted(1).waitFor();
    await box("Bravo").click({ modifiers: ["Shift"] });
    await expect.poll(chosen).toEqual(["Delta", "Charlie", "Bravo"]);
    expect(await violations(page)).toEqual([]);
    await all().click();
    await counted(4).waitFor();
    await all().click();
    await bar().waitFor({ state: "detached" });
  });

  it("are chosen by keyboard", async () => {
    await link("Delta").focus();
    await page.keyboard.press("x");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+X");
    await expect.poll(chosen).toEqual(["Delta", "Charlie", "Bravo"]);
    await page.keyboard.press("Escape");
    await bar().waitFor({ state: "detached" });
    expect(await chosen()).toEqual([]);
  });

  it("get a tag together", async () => {
    t = await turnTo(page, "en");
    await page.reload();
    await box("Delta").click();
    await box("Charlie").click();
    await bar()
      .getByRole("button", { name: t("tags.title") })
      .click();
    const dialog = page.getByRole("dialog", { name: t("tags.titleOfMany", { count: 2 }) });
    await dialog.getByLabel(t("tags.new")).fill("Trimestre");
    await page.keyboard.press("Enter");
    await dialog.getByRole("checkbox", { name: "Trimestre", checked: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    for (const title of ["Delta", "Charlie"]) {
      await page.getByRole("list", { name: t("tags.of", { title }) }).waitFor();
    }
    expect(await page.getByRole("list", { name: t("tags.of", { title: "Bravo" }) }).count()).toBe(0);
  });

  it("are exported as one archive", async () => {
    await bar()
      .getByRole("button", { name: t("export.label") })
      .click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: ".txt" }).click();
    const path = await (await download).path();
    const archive = readFileSync(path);
    expect(archive.subarray(0, 4).toString("latin1")).toBe("PK\x03\x04");
    for (const title of ["Delta", "Charlie"]) expect(archive.includes(` ${title}.txt`)).toBe(true);
    expect(archive.includes("Bravo")).toBe(false);
  });

  it("are shared with somebody, who finds them", async () => {
    await bar()
      .getByRole("button", { name: t("sharing.share") })
      .click();
    const dialog = page.getByRole("dialog", { name: t("selection.shareTitle", { count: 2 }) });
    await dialog.getByLabel(t("sharing.email")).fill("nobody@example.org");
    await dialog.getByRole("button", { name: t("sharing.submit") }).click();
    const alert = dialog.getByRole("alert");
    await alert.getByText("Delta").waitFor();
    await alert.getByText("Charlie").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel(t("sharing.email")).fill(reader);
    await dialog.getByRole("button", { name: t("sharing.submit") }).click();
    await dialog.waitFor({ state: "detached" });
    await theirs.goto("/meetings");
    await theirs.getByRole("link", { name: "Delta", exact: true }).waitFor();
    await theirs.getByRole("link", { name: "Charlie", exact: true }).waitFor();
    expect(await theirs.getByRole("link", { name: "Bravo", exact: true }).count()).toBe(0);
  });

  it("are deleted together, unless that is undone, and what is somebody else's stays", async () => {
    const foreign = await importMeeting(theirs, "Echo", "Yanis: Bonsoir.\n");
    await shareMeeting(theirs, foreign, email);
    t = await turnTo(page, "fr");
    await page.goto("/meetings");
    await link("Echo").waitFor();
    await all().click();
    const remove = bar().getByRole("button", { name: t("meetings.delete") });
    await remove.click();
    const stays = page.getByText(t("selection.notYours", { count: 1, titles: "Echo" }));
    await stays.waitFor();
    await page.getByText(t("selection.deleted", { count: 4 })).waitFor();
    await expect.poll(() => isUncovered(stays)).toBe(true);
    expect(await link("Alpha").count()).toBe(0);
    await link("Echo").waitFor();
    await page.getByRole("button", { name: t("common.undo") }).click();
    await link("Alpha").waitFor();
    t = await turnTo(page, "en");
    await page.reload();
    await box("Alpha").click();
    await box("Bravo").click();
    await bar()
      .getByRole("button", { name: t("meetings.delete") })
      .click();
    await page.getByText(t("selection.deleted", { count: 2 })).waitFor();
    // Leaving the page ends the time to undo.
    await page.goto("/ask");
    // What a page sends as it goes may arrive after what the next one asks.
    const left = async () => {
      await page.goto("/meetings");
      await link("Delta").waitFor();
      await link("Charlie").waitFor();
      return (await link("Alpha").count()) + (await link("Bravo").count());
    };
    await expect.poll(left).toBe(0);
  });

  it("raise no error in the page", () => {
    expect(failures).toEqual([]);
  });
});
