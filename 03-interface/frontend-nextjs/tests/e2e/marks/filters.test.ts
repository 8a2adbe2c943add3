import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { sayIn } from "../support/languages";
import { importMeeting, newUser } from "../support/meetings";

const t = sayIn("fr");
let browser: Browser;
let page: Page;

const chip = (name: string) => page.getByRole("button", { name, exact: true });
const isWithin = async (inner: Locator, outer: Locator) => {
  const [one, all] = [await inner.boundingBox(), await outer.boundingBox()];
  if (!one || !all) return false;
  return one.x >= all.x && one.x + one.width <= all.x + all.width;
};

beforeAll(async () => {
  browser = await launchBrowser();
  page = await newUser(browser, "fr", `filters-${Date.now()}@example.org`, "Camille Renard");
  await importMeeting(page, "Budget", "Camille: Bonjour.\nYanis: Commençons.\n");
});
afterAll(() => browser.close());

it("shows the chosen state on a phone", async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/meetings?status=cancelled");
  const chosen = chip(t("meetings.filters.cancelled"));
  await chosen.waitFor();
  const row = page.getByRole("group", { name: t("meetings.filter") });
  await expect.poll(() => isWithin(chosen, row)).toBe(true);
  await page.getByRole("heading", { name: t("meetings.noneFiltered") }).waitFor();
});

it("opens menus within the column, and marks what is chosen", async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/meetings?period=month");
  await chip(`${t("library.date")}, ${t("library.periods.month")}`).click();
  const picker = page.getByRole("dialog", { name: t("library.date") });
  await picker.waitFor();
  await expect.poll(() => isWithin(picker, page.getByRole("main"))).toBe(true);
  await expect.poll(() => picker.getByRole("button", { pressed: true }).locator("svg").count()).toBe(1);
  const heading = await page.getByRole("heading", { level: 1 }).boundingBox();
  expect((await picker.boundingBox())?.x).toBeGreaterThanOrEqual(heading?.x ?? Infinity);
  await page.keyboard.press("Escape");
});

it("clears all filters at once, and keeps the search", async () => {
  await page.goto("/meetings?owner=others&status=failed&q=Budget");
  await chip(t("common.clearFilters")).click();
  await page.getByRole("main").getByRole("link", { name: "Budget", exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("?q=Budget");
  expect(await chip(t("common.clearFilters")).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});
