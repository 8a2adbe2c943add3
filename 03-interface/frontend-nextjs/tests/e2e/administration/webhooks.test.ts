import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { violations } from "../support/accessibility";
import { createAdministrator, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn, turnTo } from "../support/languages";
import { changesOf } from "../support/requests";

let t = sayIn("en");
const owner = { email: `hooks-${Date.now()}@example.org`, name: "Inès Moreau" };

let browser: Browser;
let page: Page;

beforeAll(async () => {
  createAdministrator(owner.email, owner.name);
  browser = await launchBrowser();
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "en" });
  page = await context.newPage();
  await page.goto("/login");
  await signIn(page, owner.email);
  await page.goto("/account");
});
afterAll(() => browser.close());

it("adds a webhook, shows its secret once, sends a test, shows how it went, and deletes it", async () => {
  await page.getByLabel(t("webhooks.name")).fill("Wiki");
  await page.getByLabel(t("webhooks.url")).fill("https://10.0.0.1/hook");
  await page.getByRole("button", { name: t("webhooks.make") }).click();
  await page.getByText(t("problems.webhook_address")).waitFor();
  t = await turnTo(page, "fr");
  await page.reload();
  await page.getByLabel(t("webhooks.name")).fill("Wiki");
  await page.getByLabel(t("webhooks.url")).fill("https://hooks.invalid/scribe");
  await page.getByLabel(t("webhooks.events.edited")).uncheck();
  await page.getByRole("button", { name: t("webhooks.make") }).click();
  await page.getByText(t("webhooks.once")).waitFor();
  await expect.poll(() => page.locator("code", { hasText: "whsec_" }).count()).toBe(1);
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  await page.setViewportSize({ width: 360, height });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width, height });

  const asked = changesOf(page, "/webhooks/");
  const toggle = (how: "enable" | "disable") =>
    page.getByRole("button", { name: t(`webhooks.${how}Named`, { name: "Wiki" }) });
  await toggle("disable").dblclick();
  await toggle("enable").dblclick();
  await toggle("disable").waitFor();
  await page.getByRole("button", { name: t("webhooks.testNamed", { name: "Wiki" }) }).dblclick();
  const log = page.getByRole("list", { name: t("webhooks.logNamed", { name: "Wiki" }) });
  await log.getByText(t("webhooks.errors.not_found")).waitFor();
  expect(asked.map((each) => each.split(" ")[0])).toEqual(["PATCH", "PATCH", "POST"]);
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: t("webhooks.deleteNamed", { name: "Wiki" }) }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("webhooks.delete") })
    .click();
  await page.getByText(t("webhooks.deleted")).waitFor();
  expect(await page.locator("code", { hasText: "whsec_" }).count()).toBe(0);
});
