import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { HEADERS, importMeeting, newUser, shareMeeting } from "../support/meetings";
import { sayIn, turnTo } from "../support/languages";

const SAID = "Camille: Nous ouvrons la boutique en mars.\nYanis: Le budget reste à décider.\n";
/** Longer than a line of the panel. */
const OWNER = "Élodie de La Rochefoucauld-Montmorency";

let browser: Browser;
const failures: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Select words by their places, as a mouse does. */
async function select(page: Page, first: number, last: number): Promise<void> {
  await page.evaluate(
    ([from, to]) => {
      const word = (place: number) => document.querySelector(`[data-word="${place}"]`);
      const [begin, end] = [word(from ?? 0), word(to ?? 0)];
      if (begin && end) getSelection()?.setBaseAndExtent(begin, 0, end, end.childNodes.length);
    },
    [first, last],
  );
}

const notedWords = async (page: Page) =>
  (await page.locator("[data-noted]").allTextContents()).map((word) => word.trim()).join(" ");

/** By two people, each of whom reads in the other's language from the middle on. */
describe("comments", () => {
  let [t, said] = [sayIn("fr"), sayIn("en")];
  const stamp = Date.now();
  const reader = `comments-reader-${stamp}@example.org`;
  let page: Page;
  let theirs: Page;
  let meeting: string;

  const wordsOf = (on: Page) => (on === page ? t : said);
  const tab = (on: Page) => on.getByRole("tab", { name: wordsOf(on)("comments.title") });
  const list = (on: Page) => on.getByRole("list", { name: wordsOf(on)("comments.title") });

  beforeAll(async () => {
    page = await newUser(browser, "fr", `comments-${stamp}@example.org`, OWNER);
    page.on("pageerror", (error) => failures.push(error.message));
    theirs = await newUser(browser, "en", reader, "Yanis Benali");
    meeting = await importMeeting(page, "Boutique", SAID);
    await shareMeeting(page, meeting, reader);
    await page.goto(`/meetings/${meeting}`);
    await theirs.goto(`/meetings/${meeting}`);
    await theirs.locator('[data-word="0"]').waitFor();
    await page.locator('[data-word="0"]').waitFor();
  });
  afterAll(async () => {
    await page.context().close();
    await theirs.context().close();
  });

  it("are written on selected words, and shown to the others at once", async () => {
    // The other's page follows from now on.
    await page.getByText(t("editing.company", { names: "Yanis Benali", count: 1 })).waitFor();
    await tab(theirs).click();
    await select(page, 3, 4);
    await page.getByRole("button", { name: t("comments.comment"), exact: true }).click();
    const dialog = page.getByRole("dialog", { name: t("comments.new") });
    await dialog.getByText("boutique en").waitFor();
    await dialog.getByLabel(t("comments.text")).fill("Laquelle ?");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: t("comments.goOn") }).waitFor();
    expect(await dialog.getByRole("button", { name: t("comments.save"), exact: true }).count()).toBe(0);
    await dialog.getByRole("button", { name: t("comments.goOn") }).click();
    await dialog.getByLabel(t("comments.text")).press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await page.locator("[data-noted]").first().waitFor();
    await expect.poll(() => notedWords(page)).toBe("boutique en");
    await list(theirs).getByText("Laquelle ?").waitFor();
    await list(theirs).getByText(OWNER).waitFor();
  });

  it("stay within their panel, with all that can be done with them", async () => {
    await tab(page).click();
    const row = list(page).getByRole("listitem").filter({ hasText: "Laquelle ?" });
    await row.getByRole("button", { name: t("comments.delete", { time: "" }) }).waitFor();
    const strays = await list(page).evaluate((panel) => {
      const { right } = panel.getBoundingClientRect();
      return [...panel.querySelectorAll("li > *, button")].filter(
        (each) => each.getBoundingClientRect().right > right + 1,
      ).length;
    });
    expect(strays).toBe(0);
  });

  it("stand beside a transcript in which nothing is heard, above the foot of the window", async () => {
    expect(await page.locator("[data-spoken]").count()).toBe(0);
    const bar = await page.getByRole("region", { name: t("player.label") }).boundingBox();
    expect(bar!.y + bar!.height).toBeCloseTo(page.viewportSize()!.height, 0);
  });

  it("are offered within the window when it is made narrower", async () => {
    const wide = page.viewportSize()!;
    await select(page, 3, 4);
    const button = page.getByRole("button", { name: t("comments.comment"), exact: true });
    await button.waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect
      .poll(async () => {
        const box = await button.boundingBox();
        return box !== null && box.x >= 0 && box.x + box.width <= 390;
      })
      .toBe(true);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.setViewportSize(wide);
    await page.evaluate(() => getSelection()?.removeAllRanges());
  });

  it("are reached from their words", async () => {
    const name = t("comments.openComment", { author: OWNER });
    await page.locator('[data-block="0"]').getByRole("button", { name }).click();
    const row = list(page).getByRole("listitem").filter({ hasText: "Laquelle ?" });
    await row.waitFor();
    await expect
      .poll(() =>
        row
          .getByRole("button")
          .first()
          .evaluate((button) => button === document.activeElement),
      )
      .toBe(true);
  });

  it("are highlights alone, too", async () => {
    await select(page, 7, 8);
    await page.getByRole("button", { name: t("comments.highlight"), exact: true }).click();
    await page.getByRole("tab", { name: t("comments.tab", { count: 2 }) }).click();
    await list(page).getByText("budget", { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("keep their words when a passage is split in the middle of them and corrected", async () => {
    const edit = async (base: number, operation: Record<string, unknown>) => {
      const answer = await page.request.post(`/api/v1/meetings/${meeting}/revisions`, {
        headers: HEADERS(),
        data: { base, edit_id: crypto.randomUUID(), operation },
      });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    const text = "Nous ouvrons la boutique\nen mars.";
    await edit(0, { kind: "edit", segments: [0], text, passages: true });
    t = await turnTo(page, "en");
    await page.reload();
    await page.locator("[data-noted]").first().waitFor();
    await expect.poll(() => notedWords(page)).toContain("boutique en");
    await edit(1, { kind: "edit", segments: [0], text: "Nous ouvrons le magasin" });
    await page.reload();
    await tab(page).click();
    await list(page).getByText("magasin en").waitFor();
  });

  it("cannot be written or changed by those who may only read", async () => {
    said = await turnTo(theirs, "fr");
    await theirs.reload();
    await tab(theirs).click();
    await list(theirs).getByText("budget", { exact: false }).waitFor();
    await select(theirs, 0, 1);
    await theirs.getByRole("button", { name: said("transcript.copyPassage") }).waitFor();
    expect(await theirs.getByRole("button", { name: said("comments.comment"), exact: true }).count()).toBe(0);
    await expect.poll(() => list(theirs).getByRole("button").count()).toBe(2);
  });

  it("are written on the passage by keyboard, changed, and deleted with undo", async () => {
    await page.locator("body").press("c");
    const dialog = page.getByRole("dialog", { name: t("comments.new") });
    await dialog.getByLabel(t("comments.text")).fill("Par le clavier");
    await page.keyboard.press("Control+Enter");
    const row = list(page).getByRole("listitem").filter({ hasText: "Par le clavier" });
    await row.waitFor();
    await row.getByRole("button", { name: t("comments.edit", { time: "0:00" }) }).click();
    await row.getByLabel(t("comments.text")).fill("Au clavier");
    await page.keyboard.press("Control+Enter");
    const changed = list(page).getByRole("listitem").filter({ hasText: "Au clavier" });
    await changed.getByText(t("comments.edited"), { exact: false }).waitFor();
    await changed.getByRole("button", { name: t("comments.delete", { time: "0:00" }) }).click();
    await changed.waitFor({ state: "detached" });
    await page
      .locator("[data-sonner-toast]")
      .getByRole("button", { name: t("common.undo") })
      .click();
    await changed.waitFor();
  });

  it("are exported if asked", async () => {
    await page.getByRole("button", { name: t("export.label"), exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: t("export.withComments") }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: ".md" }).click();
    const file = await readFile(await (await download).path(), "utf8");
    expect(file).toContain("Laquelle ?");
    expect(file).toContain(OWNER);
  });

  it("raise no error in the page", () => {
    expect(failures).toEqual([]);
  });
});
