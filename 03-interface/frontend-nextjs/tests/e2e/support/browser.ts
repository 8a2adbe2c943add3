import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import bundled from "@sparticuz/chromium";
import { chromium, type Browser, type Page } from "playwright-core";
import { watch } from "./start/open-pages";

const SYSTEM = "/usr/bin/chromium";
export const PYTHON = process.env.PYTHON ?? join(import.meta.dirname, "../../../../../.venv/bin/python");

/** Launch the system's Chromium where there is one, else the one from npm. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = existsSync(SYSTEM) ? SYSTEM : await bundled.executablePath();
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--autoplay-policy=no-user-gesture-required",
      ...more,
    ],
  });
  browser.on("context", (context) => {
    context.on("page", watch);
    context.on("page", waitUntilItWorks);
  });
  return browser;
}

/** Have `goto` and `reload` wait until what the server has sent works: what is done before is lost. */
function waitUntilItWorks(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const works = () => page.locator('main[aria-busy="true"]').waitFor({ state: "detached" });
  page.goto = async (...wanted) => {
    const answer = await goto(...wanted);
    await works();
    return answer;
  };
  page.reload = async (...wanted) => {
    const answer = await reload(...wanted);
    await works();
    return answer;
  };
}

/** Open a page as the server sends it where it has no data for it: the browser asks for all of it. */
export async function gotoWithoutData(page: Page, path: string): Promise<void> {
  await page.route(
    (url) => url.pathname === path,
    (route) => route.continue({ headers: { ...route.request().headers(), accept: "*/*" } }),
    { times: 1 },
  );
  await page.goto(path);
}

/** Return the path of the recording of two people, 30 s, that comes with pyannote.audio. */
export function sampleRecording(): string {
  const locate =
    "import importlib.util; print(importlib.util.find_spec('pyannote.audio').submodule_search_locations[0])";
  return join(execFileSync(PYTHON, ["-c", locate], { encoding: "utf8" }).trim(), "sample/sample.wav");
}
