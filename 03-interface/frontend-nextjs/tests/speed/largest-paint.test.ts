import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { gotoWithoutData, launchBrowser } from "../e2e/support/browser";
import { importMeeting, newUser } from "../e2e/support/meetings";

/** So slow a processor that what else the machine does counts for less. */
const SLOWER = 6;
const HOUR_MS = 3_600_000;
const RUNS = 5;
/** Of the time without data in the HTML. */
const MAX_RATIO = 0.6;
/** Nothing larger is drawn for so long: the page is complete. */
const STILL_MS = 2_000;
const SENTENCE =
  "Nous avons ouvert le second bureau avant l’été, parce que deux équipes partageaient une salle";

let browser: Browser;
let user: Page;
let meeting: string;
beforeAll(async () => {
  browser = await launchBrowser();
  user = await newUser(browser, "fr", `lcp-${Date.now()}@example.org`, "Camille");
  // A session that each copy renews would be taken for a stolen one.
  await user.evaluate(
    (at) => localStorage.setItem("scribe.session-expires-at", at),
    String(Date.now() + HOUR_MS),
  );
  const turns = Array.from({ length: 60 }, (_, at) => `${at % 2 ? "Bruno" : "Camille"}: ${SENTENCE}, ${at}.`);
  for (let at = 0; at < 12; at += 1) {
    meeting = await importMeeting(user, `Réunion ${at} du comité de direction élargi`, turns.join("\n"));
  }
});
afterAll(() => browser.close());

/** Return when the largest part of a page was drawn, in ms, for somebody signed in with nothing in the cache. */
async function largestPaint(path: string, isShown: string, hasData: boolean): Promise<number> {
  const context = await browser.newContext({
    baseURL: inject("webUrl"),
    locale: "fr",
    viewport: { width: 1280, height: 800 },
    storageState: await user.context().storageState(),
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(() => {
    const largest = { at: 0 };
    Object.assign(window, { largest });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) largest.at = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  if (hasData) await page.goto(path);
  else await gotoWithoutData(page, path);
  await page.locator(isShown).first().waitFor();
  const still = await page.waitForFunction((wait) => {
    const { at } = (window as unknown as { largest: { at: number } }).largest;
    return at > 0 && performance.now() - at > wait ? at : false;
  }, STILL_MS);
  const at = Number(await still.jsonValue());
  await context.close();
  return at;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

it.each([
  ["the list", "[data-meeting]"],
  ["a meeting", "[data-block] p"],
] as const)("shows %s much sooner with data in its HTML", async (name, isShown) => {
  const path = name === "the list" ? "/meetings" : `/meetings/${meeting}`;
  const [before, after]: [number[], number[]] = [[], []];
  for (let round = 0; round < RUNS; round += 1) {
    before.push(await largestPaint(path, isShown, false));
    after.push(await largestPaint(path, isShown, true));
  }
  const ratio = median(after) / median(before);
  const shown = (values: readonly number[]) => values.map((value) => Math.round(value)).join(" ");
  console.log(`${name}: ${shown(before)} ms without, ${shown(after)} ms with: ${ratio.toFixed(2)}`);
  expect(ratio).toBeLessThan(MAX_RATIO);
});
