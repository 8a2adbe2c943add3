import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { register } from "./support/accounts";
import { launchBrowser } from "./support/browser";

let browser: Browser;
const email = `budget-${Date.now()}@example.org`;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

type Received = { scripts: number; fonts: number };

/** Return the bytes that Chromium received for the scripts and fonts of a page, headers included, with an empty cache. */
async function received(context: BrowserContext, path: string, isShown: string): Promise<Received> {
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  const kinds = new Map<string, keyof Received>();
  const bytes = { scripts: 0, fonts: 0 };
  network.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script" || response.mimeType.includes("javascript")) kinds.set(requestId, "scripts");
    if (type === "Font" || response.mimeType.includes("font")) kinds.set(requestId, "fonts");
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind) bytes[kind] += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await page.locator(isShown).waitFor();
  await page.close();
  return bytes;
}

/** In bytes: Geist, its figures of one width and Newsreader, each in Latin alone. */
const MAX_FONTS = 120_000;

/** Pages with their maximum of compressed script, in bytes: the login page loads first, and the list loads its tools on demand. */
it.each([
  ["/login", 200_000, 'input[name="password"]', false],
  ["/meetings", 230_000, "#main h1", true],
] as const)("opens %s within %d bytes of script", async (path, budget, isShown, needsAccount) => {
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "fr" });
  if (needsAccount) {
    const page = await context.newPage();
    await page.route(/\.(js|woff2)$/, (route) => route.abort());
    await page.goto("/login");
    await register(page, email, "Budget");
    await page.close();
  }
  const { scripts, fonts } = await received(context, path, isShown);
  console.log(
    `${path}: ${(scripts / 1000).toFixed(1)} kB of compressed script, ${(fonts / 1000).toFixed(1)} kB of fonts`,
  );
  expect(scripts).toBeGreaterThan(50_000);
  expect(scripts).toBeLessThan(budget);
  expect(fonts).toBeGreaterThan(20_000);
  expect(fonts).toBeLessThan(MAX_FONTS);
  await context.close();
});
