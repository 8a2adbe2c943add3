import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { speakerId } from "@/entities/transcript/speakers/speaker-id";
import { launchBrowser } from "../e2e/support/browser";
import { traceTasks } from "../e2e/support/trace";

const HOURS = 3;
const SEGMENTS = 3_000;
const WORDS_PER_SEGMENT = 10;
const OPEN_MS = 1_000;
const LONG_TASK_MS = 50;
const SCROLLED_FRAMES = 300;

const id = randomUUID();
const duration = HOURS * 3600;
const speakerOf = (place: number) => speakerId(Math.floor(place / 2) % 4);

function segmentAt(place: number) {
  const start = (place / SEGMENTS) * duration;
  const words = Array.from({ length: WORDS_PER_SEGMENT }, (_, word) => ({
    start: start + word * 0.3,
    end: start + word * 0.3 + 0.25,
    text: `mot${place * WORDS_PER_SEGMENT + word}`,
    probability: 0.9,
    speaker: speakerOf(place),
  }));
  const text = words.map((word) => word.text).join(" ");
  return { id: place, speaker: speakerOf(place), start, end: start + 3, text, words };
}

const transcript = {
  schema_version: 1,
  meeting_id: id,
  language: "fr",
  language_probability: 1,
  duration,
  models: { diarization: "d", identification: "i", transcription: "t" },
  speakers: [0, 1, 2, 3].map((number) => ({ id: speakerId(number), name: null, speech_seconds: 2_250 })),
  segments: Array.from({ length: SEGMENTS }, (_, place) => segmentAt(place)),
};
const now = new Date().toISOString();
const meeting = {
  id,
  title: "Séminaire",
  filename: "seminaire.m4a",
  content_type: "audio/mp4",
  size_bytes: 1,
  status: "completed",
  stage: "cleanup",
  fraction: 1,
  eta_seconds: null,
  duration,
  language: "fr",
  speakers: 4,
  attempt: 1,
  options: {},
  failure: null,
  created_at: now,
  updated_at: now,
  started_at: now,
  finished_at: now,
  permission: "owner",
  owner_name: "Long",
  shares: 0,
  groups: [],
  tags: [],
};
const peaks = {
  duration,
  points_per_second: 10,
  peaks: Array.from({ length: duration * 10 }, (_, at) => Math.abs(Math.sin(at / 9))),
};

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({
    baseURL: inject("webUrl"),
    locale: "fr",
    viewport: { width: 1280, height: 800 },
  });
  const account = {
    email: `long-${Date.now()}@example.org`,
    password: "correct horse battery",
    name: "Long",
  };
  await page.goto("/login");
  await page.evaluate(async ({ email, password, name }) => {
    const json = { "Content-Type": "application/json" };
    await fetch("/api/v1/auth/register", {
      method: "POST",
      headers: json,
      body: JSON.stringify({ email, password, name }),
    });
    await fetch("/api/v1/auth/login", {
      method: "POST",
      body: new URLSearchParams({ username: email, password }),
    });
  }, account);
  await page.route(`**/api/v1/meetings/${id}`, (route) => route.fulfill({ json: meeting }));
  await page.route(`**/api/v1/meetings/${id}/transcript`, (route) => route.fulfill({ json: transcript }));
  await page.route(`**/api/v1/meetings/${id}/peaks`, (route) => route.fulfill({ json: peaks }));
  await page.route(`**/api/v1/meetings/${id}/audio`, (route) => route.fulfill({ status: 404 }));
});
afterAll(() => browser.close());

it("opens three hours, 30,000 words, in a second after the data has come", async () => {
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector("[data-word]")) return;
      seen.disconnect();
      requestAnimationFrame(() => performance.mark("words-drawn"));
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await page.goto(`/meetings/${id}`);
  await page.waitForFunction(() => performance.getEntriesByName("words-drawn").length > 0);
  const opened = await page.evaluate(() => {
    const data = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/transcript"));
    const drawn = performance.getEntriesByName("words-drawn")[0];
    return (drawn?.startTime ?? Infinity) - (data as PerformanceResourceTiming).responseEnd;
  });
  console.log(`opened in ${Math.round(opened)} ms`);
  expect(opened).toBeLessThan(OPEN_MS);
  expect(await page.locator("[data-word]").count()).toBeLessThan(2_000);
});

it("scrolls through it in short tasks", async () => {
  await page.evaluate(() => window.scrollTo(0, 0));
  const scroll = await traceTasks(browser, page, () =>
    page.evaluate(async (frames) => {
      const drawn = () => new Promise(requestAnimationFrame);
      for (let frame = 0; frame < frames; frame += 1) {
        window.scrollBy(0, 300);
        await drawn();
      }
      // As by the scroll bar: whatever is shown is new.
      for (let jump = 1; jump <= 20; jump += 1) {
        window.scrollTo(0, (document.documentElement.scrollHeight * ((jump * 7) % 20)) / 20);
        await drawn();
        await drawn();
      }
    }, SCROLLED_FRAMES),
  );
  const { count, longest, longestOnClock } = scroll;
  console.log(
    `scrolled in ${count} tasks, the longest ${longest.toFixed(1)} ms, ${longestOnClock.toFixed(1)} ms on the clock`,
  );
  expect(count).toBeGreaterThan(SCROLLED_FRAMES);
  expect(longest).toBeLessThan(LONG_TASK_MS);
  await page.evaluate(() => window.scrollTo(0, 0));
});

it("scrolls to the end and finds a word far away", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("mot29950");
  await page.locator('[data-word="29950"]').waitFor();
  await page.getByRole("search").getByRole("status").filter({ hasText: "1/1" }).waitFor();
});

it("shows an edit of it at once", async () => {
  const text = "Un début corrigé.";
  const first = { ...segmentAt(0), text, words: [{ ...segmentAt(0).words[0], text }] };
  const revision = { number: 1, author: null, created_at: now, attempt: 1, deed: { kind: "edit" } };
  const changes = { speakers: transcript.speakers, segments: [first], removed: [] };
  await page.route(`**/api/v1/meetings/${id}/revisions`, (route) =>
    route.fulfill({ status: 201, json: { revision, changes } }),
  );
  await page.goto(`/meetings/${id}`);
  await page.locator('[data-word="0"]').dblclick();
  await page.locator("[data-block] textarea").fill(text);
  await page.evaluate(() => {
    window.addEventListener("keydown", () => performance.mark("entered"), { capture: true, once: true });
    const list = document.querySelector('[data-testid="transcript"]')!;
    const seen = new MutationObserver(() => {
      if (list.querySelector("textarea")) return;
      seen.disconnect();
      requestAnimationFrame(() => performance.mark("edit-drawn"));
    });
    seen.observe(list, { childList: true, subtree: true });
  });
  await page.keyboard.press("Enter");
  await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  await page.locator('[data-block="0"]').getByText(text).waitFor();
  const shown = await page.evaluate(() => performance.measure("edit", "entered", "edit-drawn").duration);
  console.log(`edit shown in ${Math.round(shown)} ms`);
  expect(shown).toBeLessThan(OPEN_MS);
});
