import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { HEADERS, newUser } from "../support/meetings";
import { wavHeader } from "../support/wav";
import { sayIn, turnTo } from "../support/languages";

const FORMAT = { rate: 8_000, channels: 1, bits: 16 } as const;
const SECONDS = 40;
const SAID = `1
00:00:01,000 --> 00:00:04,000
Camille: Bonjour à tous.

2
00:00:10,000 --> 00:00:13,000
Yanis: Bonjour Camille.

3
00:00:20,000 --> 00:00:23,000
Camille: Commençons.

4
00:00:30,000 --> 00:00:33,000
Yanis: Très bien.
`;

let browser: Browser;
const failures: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("one person", () => {
  let t = sayIn("fr");
  let page: Page;
  let meeting: string;

  const time = () => page.evaluate(() => document.querySelector("audio")?.currentTime ?? -1);
  const isAt = (from: number, to: number) =>
    vi.waitFor(
      async () => {
        const at = await time();
        expect(at).toBeGreaterThanOrEqual(from);
        expect(at).toBeLessThan(to);
      },
      { timeout: 20_000, interval: 50 },
    );
  const rest = (seconds: number) =>
    page.evaluate((to) => {
      const audio = document.querySelector("audio");
      audio?.pause();
      if (audio) audio.currentTime = to;
    }, seconds);
  const open = async () => {
    await page.goto(`${inject("webUrl")}/meetings/${meeting}`);
    await page.locator('[data-word="0"]').waitFor();
  };
  const button = (key: "only" | "next" | "previous", name: string) =>
    page.getByRole("button", { name: t(`listening.${key}`, { name }), exact: true });

  beforeAll(async () => {
    page = await newUser(browser, "fr", `listening-${Date.now()}@example.org`, "Camille Renard");
    page.on("pageerror", (error) => failures.push(error.message));
    const silence = Buffer.alloc(SECONDS * FORMAT.rate * 2);
    const answer = await page.request.post("/api/v1/imports", {
      headers: HEADERS(),
      multipart: {
        title: "Deux voix",
        transcript: { name: "said.srt", mimeType: "application/x-subrip", buffer: Buffer.from(SAID) },
        file: {
          name: "said.wav",
          mimeType: "audio/wav",
          buffer: Buffer.concat([wavHeader(FORMAT, silence.length), silence]),
        },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    meeting = ((await answer.json()) as { id: string }).id;
    await vi.waitFor(
      async () => expect((await page.request.head(`/api/v1/meetings/${meeting}/audio`)).status()).toBe(200),
      { timeout: 60_000, interval: 500 },
    );
    await open();
  }, 120_000);
  afterAll(() => page.context().close());

  it("is played alone, and what lies between is skipped", async () => {
    await button("only", "Yanis").click();
    await isAt(10, 13);
    expect(await violations(page)).toEqual([]);
    await isAt(30, 33.5);
    for (const key of ["previous", "next"] as const) await button(key, "Yanis").waitFor();
  });

  it("is gone through by buttons", async () => {
    t = await turnTo(page, "en");
    await open();
    await button("only", "Yanis").click();
    await isAt(10, 13);
    // From the beginning of a passage: later, the one before is the same one again.
    await rest(30.2);
    await button("previous", "Yanis").click();
    await isAt(10, 13);
    await button("next", "Yanis").click();
    await isAt(30, 33.5);
    await button("only", "Yanis").click();
    await button("next", "Yanis").waitFor({ state: "detached" });
  });

  it("is gone through by keys, as the one who is heard", async () => {
    await rest(2);
    await page.locator("body").press(".");
    await isAt(20, 20.5);
    await page.locator("body").press(",");
    await isAt(1, 1.5);
  });

  it("can be taken away: the recording, and the clip of a selection", async () => {
    await page.evaluate(() => {
      const word = document.querySelector('[data-word="0"]');
      if (word) getSelection()?.setBaseAndExtent(word, 0, word, word.childNodes.length);
    });
    await page
      .getByRole("button", { name: t("transcript.ofSelection") })
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    for (const [format, type] of [
      ["mp3", "audio/mpeg"],
      ["m4a", "audio/mp4"],
    ] as const) {
      const answer = page.waitForResponse(/\/audio\/(mp3|m4a)\?/);
      const file = page.waitForEvent("download");
      await page.getByRole("button", { name: `.${format} ${t("transcript.ofSelection")}` }).click();
      expect((await answer).headers()["content-type"]).toBe(type);
      expect((await file).suggestedFilename()).toMatch(new RegExp(`\\.${format}$`));
    }
    await page.getByRole("button", { name: t("export.label"), exact: true }).click();
    const whole = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: ".mp3" }).click();
    expect((await whole).suggestedFilename()).toBe("Deux voix.mp3");
  });

  it("raises no error in the page", () => {
    expect(failures).toEqual([]);
  });
});
