import type { Page } from "playwright-core";
import { afterEach } from "vitest";

const MAX_LINES = 20;
const MAX_TEXT = 800;
const MAX_WAIT_MS = 2_000;

/** What has gone wrong in each open page, and what it still waits for. */
const seen = new Map<Page, { troubles: string[]; pending: Set<string> }>();

/** Note what goes wrong in the page, for the report of a test that fails. */
export function watch(page: Page): void {
  const about = { troubles: [] as string[], pending: new Set<string>() };
  seen.set(page, about);
  const note = (text: string) => about.troubles.push(text) > MAX_LINES && about.troubles.shift();
  page.on("close", () => seen.delete(page));
  page.on("pageerror", (error) => note(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && note(`console: ${message.text()}`));
  page.on("request", (request) => about.pending.add(`${request.method()} ${request.url()}`));
  page.on("requestfinished", (request) => about.pending.delete(`${request.method()} ${request.url()}`));
  page.on("requestfailed", (request) => {
    about.pending.delete(`${request.method()} ${request.url()}`);
    note(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  page.on("response", (answer) => answer.status() >= 400 && note(`${answer.status()}: ${answer.url()}`));
}

/** Describe the page as somebody would who looks at it. */
async function describePage(page: Page): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve("does not answer"), MAX_WAIT_MS));
  const shown = page
    .evaluate(() => `${document.visibilityState}, ${document.readyState}\n${document.body.innerText}`)
    .catch(String);
  return (await Promise.race([shown, late])).slice(0, MAX_TEXT);
}

/** Of a test that fails, say what its pages showed: a machine elsewhere cannot be asked afterwards. */
export function reportOpenPages(): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    for (const [page, { troubles, pending }] of seen) {
      const lines = [page.url(), ...troubles, ...[...pending].map((request) => `pending: ${request}`)];
      console.error(`${lines.join("\n  ")}\n${await describePage(page)}\n`);
    }
  });
}
