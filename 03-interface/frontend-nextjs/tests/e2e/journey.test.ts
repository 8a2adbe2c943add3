import { readFile } from "node:fs/promises";
import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { violations } from "./support/accessibility";
import { launchBrowser, sampleRecording } from "./support/browser";
import { LANGUAGES } from "./support/languages";

const PASSWORD = "correct horse battery";
const TRANSCRIBED_MS = 150_000;
const EXPORTS = {
  md: "#",
  txt: ":",
  srt: "-->",
  vtt: "WEBVTT",
  json: '"segments"',
  rttm: "SPEAKER",
} as const;

declare global {
  interface Window {
    soughtTime: number;
  }
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Check that nothing is wider than the smallest screen, and that it is accessible there. */
async function fitsPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await violations(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width: 1280, height: 800 });
}

describe.each(LANGUAGES)("in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  const email = `${locale}-${Date.now()}@example.org`;
  const title = `Comité ${locale}`;
  let context: BrowserContext;
  let page: Page;
  let meetingUrl: string;
  const failures: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({
      baseURL: inject("webUrl"),
      locale,
      viewport: { width: 1280, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page = await context.newPage();
    page.on("pageerror", (error) => failures.push(error.message));
  });
  afterAll(() => context.close());

  it("registers and continues to the requested page", async () => {
    await page.goto("/voices");
    await page.waitForURL("**/login?next=%2Fvoices");
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe(locale);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link").last().click();
    await page.getByLabel(t("account.name"), { exact: true }).fill("Camille Renard");
    await page.getByLabel(t("account.email")).fill(email);
    await page.getByLabel(t("account.password")).fill(PASSWORD);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: t("account.register") }).click();
    await page.waitForURL("**/voices");
    await page.getByRole("heading", { name: t("voices.none") }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("keeps tokens from scripts", async () => {
    const readable = await page.evaluate(
      () => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage }),
    );
    expect(readable).not.toMatch(/eyJ|scribe_(access|refresh)/);
  });

  it("uploads a recording and watches it", async () => {
    await page.getByRole("link", { name: t("shell.meetings"), exact: true }).click();
    await page.getByRole("heading", { name: t("meetings.none") }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByTestId("recordings").setInputFiles(sampleRecording());
    await page.getByLabel(t("upload.meetingTitle"), { exact: true }).fill(title);
    expect(await violations(page)).toEqual([]);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    await page
      .getByRole("region", { name: t("upload.tray") })
      .getByRole("link", { name: title })
      .click();
    await page.waitForURL("**/meetings/*-*");
    meetingUrl = page.url();
    await page.locator('[aria-current="step"]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByTestId("transcript").waitFor({ timeout: TRANSCRIBED_MS });
  });

  it("plays the word that is clicked, and shows the one that is spoken", async () => {
    const transcript = await (
      await page.request.get(`/api/v1${new URL(meetingUrl).pathname}/transcript`)
    ).json();
    const words = transcript.segments.flatMap((segment: { words: { start: number }[] }) => segment.words);
    await page.waitForFunction(() => (document.querySelector("audio")?.readyState ?? 0) >= 1);
    await page.evaluate(() => {
      const audio = document.querySelector("audio");
      audio?.addEventListener("seeked", () => (window.soughtTime = audio.currentTime));
    });
    for (const place of [3, 20, 9]) {
      await page.locator(`[data-word="${place}"]`).click();
      await page.waitForFunction((start) => Math.abs(window.soughtTime - start) <= 0.15, words[place].start, {
        timeout: 30_000,
      });
      await page.locator("[data-spoken]").waitFor();
      // The page follows the sound; the next word must not move away while it is being clicked.
      await page.keyboard.press("k");
    }
    await page.keyboard.press("k");
    const before = await page.evaluate(() => document.querySelector("audio")!.currentTime);
    await page.waitForFunction((time) => document.querySelector("audio")!.currentTime > time + 0.5, before);
    await page.keyboard.press("k");
    await page.waitForFunction(() => document.querySelector("audio")!.paused);
  });

  it("finds words", async () => {
    const text = await page.locator('[data-word="5"]').innerText();
    await page.keyboard.press("/");
    await page.keyboard.type(text.toUpperCase());
    await page.getByRole("search").getByRole("status").filter({ hasText: /^1\// }).waitFor();
    await page.waitForURL("**?q=*");
    await page.getByRole("button", { name: t("transcript.clearFind") }).click();
  });

  it("copies a turn with its speaker and time", async () => {
    await page.locator('[data-block="0"]').hover();
    await page
      .locator('[data-block="0"]')
      .getByRole("button", { name: t("transcript.copyTurn", { time: "" }) })
      .click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^.+ \(0:0\d\)\n\S/);
  });

  it("is accessible, also on a phone", async () => {
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await fitsPhone(page);
  });

  it("exports every format", async () => {
    for (const [format, sign] of Object.entries(EXPORTS)) {
      await page.getByRole("button", { name: t("export.label") }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: `.${format}` }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format}$`));
      const content = await readFile(await download.path(), "utf8");
      expect(content).toContain(sign);
      if (format === "txt") expect(content).toContain(t("transcript.speaker", { number: 1 }));
    }
  });

  it("names a speaker, and enrols the voice", async () => {
    await page
      .getByRole("button", { name: t("speakers.thisIsOf", { name: t("transcript.speaker", { number: 1 }) }) })
      .click();
    await page.getByLabel(t("speakers.name"), { exact: true }).fill("Katie");
    await page.getByLabel(t("speakers.remember")).check();
    await page.getByLabel(t("consent.agreed")).check();
    await page.getByLabel(t("consent.how")).fill("In the meeting");
    await page.getByRole("button", { name: t("speakers.save") }).click();
    await page.getByRole("heading", { name: "Katie" }).first().waitFor();
    await page.getByText(t("speakers.learnt", { name: "Katie" })).waitFor();
    await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    const transcript = await (
      await page.request.get(`/api/v1${new URL(meetingUrl).pathname}/transcript`)
    ).json();
    expect(transcript.speakers[0].name).toBe("Katie");
    await page.goto("/voices");
    await page.getByRole("heading", { name: "Katie" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("opens at the time in the address", async () => {
    await page.goto(`${meetingUrl}?t=12`);
    await page.getByTestId("clock").filter({ hasText: "0:12" }).waitFor();
  });

  it("renames, and deletes with undo", async () => {
    await page.goto("/meetings");
    await page.getByRole("link", { name: title }).waitFor();
    expect(await violations(page)).toEqual([]);
    await fitsPhone(page);
    await page.getByRole("button", { name: t("meetings.menuOf", { title }) }).click();
    await page.getByRole("menuitem", { name: t("meetings.rename") }).click();
    await page.getByLabel(t("meetings.newTitle")).fill(`${title} bis`);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: `${title} bis` }).waitFor();
    await page.getByRole("button", { name: t("meetings.menuOf", { title: `${title} bis` }) }).click();
    await page.getByRole("menuitem", { name: t("meetings.delete") }).click();
    await page.getByRole("link", { name: `${title} bis` }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: t("common.undo") }).click();
    await page.getByRole("link", { name: `${title} bis` }).waitFor();
  });

  it("filters by status, in the address", async () => {
    await page.getByRole("button", { name: t("meetings.filters.failed") }).click();
    await page.getByRole("heading", { name: t("meetings.noneFiltered") }).waitFor();
    expect(page.url()).toContain("status=failed");
    await page.getByRole("button", { name: t("meetings.showAll") }).click();
    await page.getByRole("link", { name: `${title} bis` }).waitFor();
  });

  it("says before sending that a file is no recording", async () => {
    await page.getByTestId("recordings").setInputFiles({
      name: "notes.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.7\n".padEnd(9_000, "x")),
    });
    await page.getByText(t("upload.noRecording")).waitFor();
    const submit = page.getByRole("dialog").getByRole("button", { name: t("upload.submit", { count: 1 }) });
    await expect.poll(() => submit.isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
  });

  it("renews an ended session unnoticed", async () => {
    await context.clearCookies({ name: "scribe_access" });
    await page.goto("/meetings");
    await page.getByRole("link", { name: `${title} bis` }).waitFor();
  });

  it("logs out", async () => {
    await page.getByRole("button", { name: t("shell.userMenu") }).click();
    await page.getByRole("menuitem", { name: t("shell.logout") }).click();
    await page.waitForURL("**/login");
    await page.goto(meetingUrl);
    await page.waitForURL("**/login?next=*");
    await page.getByLabel(t("account.email")).fill(email);
    await page.getByLabel(t("account.password")).fill("not the password");
    await page.getByRole("button", { name: t("account.login") }).click();
    await page.getByText(t("problems.wrong_credentials")).waitFor();
    await page.getByLabel(t("account.password")).fill(PASSWORD);
    await page.getByRole("button", { name: t("account.login") }).click();
    await page.waitForURL(meetingUrl);
    expect(failures).toEqual([]);
  });
});
