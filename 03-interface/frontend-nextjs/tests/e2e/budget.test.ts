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

/** Return the bytes that Chromium received for all scripts of a page, headers included, with an empty cache. */
async function scriptBytes(context: BrowserContext, path: string, isShown: string): Promise<number> {
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  const scripts = new Set<string>();
  let bytes = 0;
  network.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script" || response.mimeType.includes("javascript")) scripts.add(requestId);
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await page.locator(isShown).waitFor();
  await page.close();
  return bytes;
}

/** Pages with their maximum of compressed script, in bytes: the login page loads first, and the list loads its tools on demand. */
it.each([
  ["/login", 200_000, 'input[name="password"]', false],
  ["/meetings", 230_000, "#main h1", true],
] as const)("opens %s within %d bytes of script", async (path, budget, isShown, needsAccount) => {
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "fr" });
  if (needsAccount) {
    const page = await context.newPage();
    await page.route("**/*.js", (route) => route.abort());
    await page.goto("/login");
    await register(page, email, "Budget");
    await page.close();
  }
  const bytes = await scriptBytes(context, path, isShown);
  console.log(`${path}: ${(bytes / 1000).toFixed(1)} kB of compressed script`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(budget);
  await context.close();
});
