import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { newUser } from "../support/meetings";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await newUser(browser, "fr", `there-${Date.now()}@example.org`, "Camille");
  // The browser learns of the session, as of one that began in the form.
  await page.goto("/meetings");
  await page.waitForFunction(() => localStorage.getItem("scribe.session-expires-at") !== null);
}, 120_000);
afterAll(() => browser.close());

it.each([
  ["/login", "/meetings"],
  ["/login?next=%2Fvoices", "/voices"],
  ["/register?next=%2Ftags", "/tags"],
  ["/login?next=https%3A%2F%2Fexample.org", "/meetings"],
])("whoever is signed in is led on from %s to %s", async (path, place) => {
  await page.goto(path);
  await page.waitForURL(`**${place}`);
  await page.locator("#main h1").waitFor();
});

it("a session that is renewed leads on too, and none shows the form", async () => {
  await page.context().clearCookies({ name: "scribe_access" });
  await page.goto("/login?next=%2Fvoices");
  await page.waitForURL("**/voices");
  await page.locator("#main h1").waitFor();
  await page.context().clearCookies();
  const refused = page.waitForResponse((response) => response.url().endsWith("/auth/refresh"));
  await page.goto("/login");
  expect((await refused).status()).toBe(401);
  await page.locator('input[name="password"]').waitFor();
  expect(new URL(page.url()).pathname).toBe("/login");
});
