import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser } from "./support/browser";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** Open the page, and collect what the browser refuses by the page's policy. */
async function open(path: string): Promise<{ page: Page; refused: string[] }> {
  const page = await browser.newPage({ colorScheme: "dark" });
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  await page.goto(`${inject("webUrl")}${path}`);
  return { page, refused };
}

describe("the policy of pages", () => {
  it.each(["/login", "/register", "/no-such-page"])("lets %s work", async (path) => {
    const { page, refused } = await open(path);
    // Set by an inline script of next-themes before the page is drawn.
    await page.locator("html.dark").waitFor({ state: "attached" });
    expect(refused).toEqual([]);
    await page.close();
  });

  it("runs no script that something has put into the page", async () => {
    const { page, refused } = await open("/login");
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken over'";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", `<img src="x:" onerror="document.title = 'taken over'">`);
    });
    await expect.poll(() => refused.length).toBeGreaterThanOrEqual(2);
    expect(await page.title()).not.toBe("taken over");
    await page.close();
  });
});
