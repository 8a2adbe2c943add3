import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import en from "@messages/en.json";
import { isolate } from "@/lib/format/isolate";
import { register, signIn } from "../support/accounts";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { importPlanted } from "../support/imported";
import { ERRORS, expectedWords, keystrokesBefore, SPEAKERS } from "../support/planted";
import { sayIn, turnTo } from "../support/languages";

const EMAIL = `correcting-${Date.now()}@example.org`;

type Said = { segments: { speaker: string; text: string; words: { start: number; end: number }[] }[] };

let browser: Browser;

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

/** Import the transcript with its recording, and open its page. */
async function openPlanted(page: Page): Promise<string> {
  const id = await importPlanted(page);
  await page.goto(`/meetings/${id}`);
  await page.locator("[data-word]").first().waitFor();
  await page.waitForFunction(() => (document.querySelector("audio")?.readyState ?? 0) > 0);
  return id;
}

const saved = (page: Page) => page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
const readSaid = async (page: Page, id: string) =>
  (await (await page.request.get(`/api/v1/meetings/${id}/transcript`)).json()) as Said;
const textsOf = ({ segments }: Said) => segments.map(({ speaker, text }) => `${speaker} ${text}`);
const timesOf = ({ segments }: Said) =>
  segments.flatMap(({ words }) => words.map(({ start, end }) => [start, end]));

beforeAll(async () => {
  browser = await launchBrowser();
  const [context, page] = await newPage("en");
  await register(page, EMAIL, "Camille");
  await context.close();
});
afterAll(() => browser.close());

it("twenty errors in five minutes are corrected by keyboard alone, in few keystrokes", async () => {
  const [context, page] = await newPage("en");
  await signIn(page, EMAIL);
  const id = await openPlanted(page);
  const times = timesOf(await readSaid(page, id));
  let count = 0;
  const press = async (key: string, times = 1) => {
    for (let done = 0; done < times; done += 1) await page.keyboard.press(key);
    count += times;
  };
  const write = async (text: string) => {
    await page.keyboard.type(text);
    count += text.length;
  };
  const field = page.getByLabel(en.editing.textOf);
  const passageOfField = async () =>
    Number(await page.locator("[data-block]:has(textarea)").getAttribute("data-block"));
  /** Passages that corrections have added before the place. */
  let added = 0;
  const goTo = async (passage: number) => {
    await press("Alt+Enter", passage + added - (await passageOfField()));
    await expect.poll(passageOfField).toBe(passage + added);
  };
  const caretBefore = async (word: number) => {
    await press("Control+ArrowRight", word);
    await press("ArrowRight");
  };
  const assign = async (speaker: number) => {
    await press("Alt+w");
    await page.getByRole("menuitem", { name: SPEAKERS[speaker] ?? "", exact: true }).waitFor();
    await press(SPEAKERS[speaker]?.[0]?.toLowerCase() ?? "");
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe(SPEAKERS[speaker]);
    await press("Enter");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await press("e");
    await field.waitFor();
  };

  await press("n");
  await field.waitFor();
  for (const [at, error] of ERRORS.entries()) {
    if (error.kind === "word" && error.isMarked) {
      if (at > 0) await press("Alt+n");
      await expect.poll(passageOfField).toBe(error.passage + added);
      await write(error.right);
      continue;
    }
    await goTo(error.passage);
    if (error.kind === "word") {
      await caretBefore(error.word);
      await press("Control+Shift+ArrowRight");
      await write(error.right);
    } else if (error.kind === "speaker") {
      await assign(error.right);
      // It has become one passage with its neighbours, or stands apart from them.
      added = (await passageOfField()) - error.passage;
    } else if (error.kind === "tail") {
      await caretBefore(error.word);
      await press("Control+Shift+End");
      const before = await page.locator("[data-block]").count();
      expect(before).toBeGreaterThan(0);
      await assign(error.right);
      added += 1;
    } else {
      await caretBefore(error.word);
      await press("Enter");
      added += 1;
      await expect.poll(passageOfField).toBe(error.passage + added);
    }
  }
  await press("Control+Enter");
  await saved(page);

  const said = await readSaid(page, id);
  const words = said.segments.flatMap(({ speaker, text }) =>
    text.split(" ").map((word) => `${speaker} ${word}`),
  );
  expect(words).toEqual(expectedWords());
  expect(timesOf(said)).toEqual(times);
  const before = keystrokesBefore();
  console.info(`keystrokes for twenty errors: ${count}, before at least ${before}`);
  expect(count).toBeLessThan(before / 2);
  await context.close();
});

describe("a passage", () => {
  let t = sayIn("fr");
  let context: BrowserContext;
  let page: Page;
  let id: string;
  const field = () => page.getByLabel(t("editing.textOf"));
  const clock = () => page.evaluate(() => document.querySelector("audio")?.currentTime ?? -1);
  const isPaused = () => page.evaluate(() => document.querySelector("audio")?.paused);
  const isInHistory = async () => {
    await page.getByRole("button", { name: t("editing.history.title") }).click();
    await page
      .getByTestId("revisions")
      .getByText(t("editing.deeds.reassignWords", { name: isolate("Bruno"), count: 3, time: "0:00" }))
      .waitFor();
    await page.keyboard.press("Escape");
    await page.getByTestId("revisions").waitFor({ state: "detached" });
  };
  const blockText = (index: number) => page.locator(`[data-block="${index}"] p`).first().innerText();

  beforeAll(async () => {
    [context, page] = await newPage("fr");
    await signIn(page, EMAIL);
    id = await openPlanted(page);
  }, 180_000);
  afterAll(() => context.close());

  it("moves exactly the selected words to somebody else, and back", async () => {
    const before = await readSaid(page, id);
    await page.evaluate(() => {
      const range = document.createRange();
      range.setStart(document.querySelector('[data-word="3"]')?.firstChild ?? document.body, 0);
      const last = document.querySelector('[data-word="5"]')?.firstChild;
      range.setEnd(last ?? document.body, last?.textContent?.length ?? 0);
      window.getSelection()?.removeAllRanges();
      window.getSelection()?.addRange(range);
    });
    await page.getByRole("button", { name: t("editing.assignPassage") }).click();
    await page.getByRole("menuitem", { name: "Bruno", exact: true }).click();
    await expect.poll(() => blockText(1)).toBe(textsOf(before)[0]?.split(" ").slice(4, 7).join(" "));
    await saved(page);
    const after = await readSaid(page, id);
    expect(after.segments.slice(0, 3).map(({ speaker }) => speaker)).toEqual([
      "SPEAKER_00",
      "SPEAKER_01",
      "SPEAKER_00",
    ]);
    expect(timesOf(after)).toEqual(timesOf(before));
    await isInHistory();
    await page.keyboard.press("Control+z");
    await expect.poll(() => blockText(0)).toContain(textsOf(before)[0]?.slice(-20) ?? "");
    await saved(page);
    await expect.poll(() => readSaid(page, id)).toEqual(before);
  });

  it("splits at the cursor and joins at the start", async () => {
    const before = await readSaid(page, id);
    const whole = await blockText(2);
    await page.locator('[data-block="2"]').focus();
    await page.keyboard.press("e");
    await field().waitFor();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+ArrowRight");
    await page.keyboard.press("Enter");
    await expect.poll(() => blockText(2)).toBe(whole.split(" ")[0]);
    await expect.poll(() => field().inputValue()).toBe(whole.split(" ").slice(1).join(" "));
    expect(await violations(page)).toEqual([]);
    await saved(page);
    await expect.poll(() => field().inputValue()).toBe(whole.split(" ").slice(1).join(" "));
    await page.keyboard.press("Backspace");
    await expect.poll(() => field().inputValue()).toBe(whole);
    await page.keyboard.press("Control+Enter");
    await saved(page);
    expect(timesOf(await readSaid(page, id))).toEqual(timesOf(before));
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await saved(page);
    await expect.poll(() => readSaid(page, id)).toEqual(before);
  });

  it("plays while one writes", async () => {
    t = await turnTo(page, "en");
    await page.reload();
    await isInHistory();
    await page.locator('[data-block="4"]').focus();
    await page.keyboard.press("e");
    await field().waitFor();
    await page.keyboard.press("Control+Space");
    await expect.poll(isPaused).toBe(false);
    expect(await clock()).toBeGreaterThanOrEqual(40);
    await page.keyboard.press("Control+Space");
    await expect.poll(isPaused).toBe(true);
    const heard = await clock();
    await page.keyboard.press("Alt+l");
    await expect.poll(clock).toBeCloseTo(heard + 2, 1);
    await page.keyboard.press("Alt+j");
    await expect.poll(clock).toBeCloseTo(heard, 1);
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(() => page.evaluate(() => document.querySelector("audio")?.playbackRate)).toBe(0.75);
    await page.keyboard.press("Alt+ArrowUp");

    await page.keyboard.type(" k j l");
    await page.getByRole("button", { name: t("player.play"), exact: true }).click();
    await expect.poll(isPaused).toBe(false);
    await expect.poll(() => field().inputValue()).toContain(" k j l");
    await expect.poll(() => field().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: t("player.pause"), exact: true }).click();
    await page.keyboard.press("Escape");
    await field().waitFor({ state: "detached" });
    expect(await blockText(4)).not.toContain("k j l");
  });

  it("goes on writing after the speed menu, and saves what is left from the player", async () => {
    const before = await blockText(4);
    await page.locator('[data-block="4"]').focus();
    await page.keyboard.press("e");
    await field().waitFor();
    await page.keyboard.type(" more");
    await page.getByRole("button", { name: t("player.rate", { rate: "1×" }) }).click();
    await page.getByRole("menuitemradio", { name: "2×", exact: true }).click();
    await page.getByRole("menu").waitFor({ state: "detached" });
    await expect.poll(() => field().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type(" yet");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("slider", { name: t("player.position") }).focus();
    await page.locator('[data-block="5"] [data-word]').first().dblclick();
    await expect.poll(() => blockText(4)).toBe(`${before} more yet`);
    await expect.poll(() => page.locator("[data-block]:has(textarea)").getAttribute("data-block")).toBe("5");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await expect.poll(() => blockText(4)).toBe(before);
    await saved(page);
    await page.evaluate(() => {
      const audio = document.querySelector("audio");
      if (audio) audio.playbackRate = 1;
    });
  });

  it("repeats the passage", async () => {
    await page.locator('[data-block="6"]').focus();
    await page.keyboard.press("e");
    await field().waitFor();
    await page.keyboard.press("Alt+r");
    await expect
      .poll(() => page.getByRole("button", { name: t("player.loop") }).getAttribute("aria-pressed"))
      .toBe("true");
    await page.evaluate(() => {
      const audio = document.querySelector("audio");
      if (audio) audio.currentTime = 67.2;
    });
    await page.keyboard.press("Control+Space");
    await expect.poll(clock).toBeLessThan(61.5);
    expect(await clock()).toBeGreaterThanOrEqual(60);
    await page.keyboard.press("Control+Space");
    await page.keyboard.press("Alt+r");
    await page.keyboard.press("Escape");
  });

  it("lets single letters be turned off", async () => {
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(t("shortcuts.editor.assign"), { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("switch", { name: t("shortcuts.singleKeys") }).click();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("n");
    await page.keyboard.press("?");
    await page.keyboard.press("Control+f");
    expect(await field().count()).toBe(0);
    expect(await dialog.count()).toBe(0);
    await page.evaluate(() => localStorage.removeItem("scribe.single-keys"));
  });
});
