import { createTranslator } from "next-intl";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isolate } from "@/lib/format/isolate";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { ONE_LANGUAGE } from "../support/languages";
import { HEADERS, importMeeting, newUser } from "../support/meetings";

const TITLE = "ישיבת תקציב 2026";
const HEBREW = "שלום לכולם, התקציב הוא 500 שקל.";
const ARABIC = "مرحبا بالجميع، نبدأ الآن.";
const SAID = `דנה: ${HEBREW}\nليلى: ${ARABIC}\nCamille: Bonjour à tous.\n`;
const AUTHOR = "דנה כהן";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const directionOf = (element: Locator) =>
  element.evaluate((shown: Element) => getComputedStyle(shown).direction);

/** Return where words of an element begin on the screen, in pixels from the left. */
const placesOf = (element: Locator, marks: readonly string[]) =>
  element.evaluate((shown: Element, wanted: readonly string[]) => {
    const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    return wanted.map((mark) => {
      const node = nodes.find(({ data }) => data.includes(mark));
      if (!node) throw new Error(`${mark} is not shown`);
      const range = document.createRange();
      const at = node.data.indexOf(mark);
      range.setStart(node, at);
      range.setEnd(node, at + mark.length);
      return range.getBoundingClientRect().left;
    });
  }, marks);

describe.each(ONE_LANGUAGE)("directions of writing in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  let page: Page;
  let meeting: string;

  beforeAll(async () => {
    page = await newUser(browser, locale, `directions-${locale}-${Date.now()}@example.org`, AUTHOR);
    meeting = await importMeeting(page, TITLE, SAID);
    await page.goto(`/meetings/${meeting}`);
    await page.locator('[data-block="2"]').waitFor();
  });
  afterAll(() => page.context().close());

  it("are those of the title, the passages and the names", async () => {
    await expect.poll(() => directionOf(page.getByRole("heading", { level: 1 }).locator("bdi"))).toBe("rtl");
    const directions = [0, 1, 2].map(async (index) => {
      const block = page.locator(`[data-block="${index}"]`);
      return [await directionOf(block.locator("p")), await directionOf(block.locator("h3 bdi"))];
    });
    expect(await Promise.all(directions)).toEqual([
      ["rtl", "rtl"],
      ["rtl", "rtl"],
      ["ltr", "ltr"],
    ]);
    await expect.poll(() => directionOf(page.locator("html"))).toBe("ltr");
    expect(await violations(page)).toEqual([]);
  });

  it("are those of a passage that is corrected", async () => {
    await page.locator('[data-block="0"] p').dblclick();
    const field = page.getByRole("textbox", { name: t("editing.textOf") });
    await expect.poll(() => directionOf(field)).toBe("rtl");
    await field.fill("Bonjour Dana.");
    await expect.poll(() => directionOf(field)).toBe("ltr");
    await field.fill(`${HEBREW} תודה.`);
    await page.keyboard.press("Control+Enter");
    await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  });

  it("keep author and date, names and words in their order in the history", async () => {
    const renamed = await page.request.post(`/api/v1/meetings/${meeting}/revisions`, {
      headers: HEADERS(),
      data: {
        base: 1,
        edit_id: crypto.randomUUID(),
        operation: { kind: "rename", speaker: "SPEAKER_00", name: "דנה לוי" },
      },
    });
    expect(renamed.ok(), await renamed.text()).toBe(true);
    await page.reload();
    await page.getByRole("button", { name: t("editing.history.title") }).click();
    const rows = page.getByTestId("revisions").getByRole("listitem");
    const deed = t("editing.deeds.rename", { before: isolate("דנה"), after: isolate("דנה לוי") });
    await rows.first().getByText(deed).waitFor();
    const line = rows.first().locator("p", { has: page.locator("bdi", { hasText: AUTHOR }) });
    // A number after a Hebrew name stands before it, where nothing keeps them apart.
    const [day = ""] = /\d+/.exec(await line.innerText()) ?? [];
    const [author = 0, date = 0] = await placesOf(line, [AUTHOR, day]);
    expect(author).toBeLessThan(date);
    await expect.poll(() => directionOf(rows.nth(1).locator("p").nth(1))).toBe("rtl");
  });

  it("are those of what the library lists and finds", async () => {
    await page.goto("/meetings");
    const row = page.locator(`[data-meeting="${meeting}"]`);
    await expect.poll(() => directionOf(row.locator("h3 bdi"))).toBe("rtl");
    await page.getByRole("textbox", { name: t("library.search") }).fill("התקציב");
    const words = row.getByRole("listitem").locator("bdi", { has: page.locator("mark") });
    await expect.poll(() => directionOf(words.first())).toBe("rtl");
  });
});
