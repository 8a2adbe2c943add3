import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { codeOf, createAdministrator, PASSWORD, register } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { siteWith, type Site } from "../support/companions/web";
import { sayIn } from "../support/languages";

const stamp = Date.now();
const chief = { email: `armed-${stamp}@example.org`, name: "Camille Renard" };
const promoted = { email: `promoted-${stamp}@example.org`, name: "Noé Garnier" };

let browser: Browser;
let site: Site;

beforeAll(async () => {
  const settings = { SCRIBE_SECOND_FACTOR_REQUIRED: "administrators", SCRIBE_REGISTRATION_OPEN: "true" };
  [browser, site] = await Promise.all([launchBrowser(), siteWith(settings)]);
  createAdministrator(chief.email, chief.name);
}, 120_000);
afterAll(() => Promise.all([browser.close(), site.stop()]));

it("leads administrators to set up a second factor, and back to where they went, in French", async () => {
  const t = sayIn("fr");
  const desk = await (await browser.newContext({ baseURL: site.url, locale: "fr" })).newPage();
  await desk.goto("/admin/users");
  await desk.getByLabel(t("account.email")).fill(chief.email);
  await desk.getByLabel(t("account.password")).fill(PASSWORD);
  await desk.getByRole("button", { name: t("account.login") }).click();
  await desk.waitForURL("**/second-factor?next=%2Fadmin%2Fusers");
  await desk.getByRole("heading", { name: t("secondFactor.requiredTitle") }).waitFor();
  expect(await violations(desk)).toEqual([]);
  await desk.getByLabel(t("profile.current")).fill(PASSWORD);
  await desk.getByRole("button", { name: t("secondFactor.next") }).click();
  await desk.getByRole("img", { name: t("secondFactor.qr") }).waitFor();
  expect(await violations(desk)).toEqual([]);
  const secret = await desk.locator("code").innerText();
  await desk.getByRole("textbox", { name: t("secondFactor.code") }).fill(codeOf(secret));
  await desk.getByRole("button", { name: t("secondFactor.turnOn") }).click();
  await desk.getByText(t("secondFactor.once")).waitFor();
  expect(await violations(desk)).toEqual([]);
  await desk.getByRole("button", { name: t("secondFactor.next") }).click();
  await desk.waitForURL("**/admin/users");
  await desk.getByRole("heading", { name: t("accounts.title") }).waitFor();

  const page = await (await browser.newContext({ baseURL: site.url, locale: "fr" })).newPage();
  await page.goto("/login");
  await register(page, promoted.email, promoted.name);
  await page.goto("/meetings");
  await page.getByRole("link", { name: t("shell.voices"), exact: true }).waitFor();
  const { id } = (await (await page.request.get("/api/v1/auth/me")).json()) as { id: string };
  const headers = { Origin: site.url };
  await desk.request.patch(`/api/v1/admin/users/${id}`, { headers, data: { role: "admin" } });
  await page.getByRole("link", { name: t("shell.voices"), exact: true }).click();
  await page.waitForURL("**/second-factor?next=%2Fvoices");
  await page.getByRole("button", { name: t("shell.logout") }).click();
  await page.waitForURL("**/login");
  await Promise.all([desk.context().close(), page.context().close()]);
});

it("goes on once it was set up in another tab, in English", async () => {
  const t = sayIn("en");
  const email = `elsewhere-${stamp}@example.org`;
  createAdministrator(email, "Inès Faure");
  const page = await (await browser.newContext({ baseURL: site.url, locale: "en" })).newPage();
  const isAsked = page.getByRole("heading", { name: t("secondFactor.requiredTitle") });
  await page.goto("/voices");
  await page.getByLabel(t("account.email")).fill(email);
  await page.getByLabel(t("account.password")).fill(PASSWORD);
  await page.route("**/api/v1/auth/me", (route) => route.abort());
  const isIn = page.waitForResponse("**/api/v1/auth/login");
  await page.getByRole("button", { name: t("account.login") }).click();
  await isIn;
  await page.goto("/second-factor?next=%2Fvoices");
  await page.getByRole("button", { name: t("common.tryAgain") }).waitFor();
  await page.unroute("**/api/v1/auth/me");
  await page.getByRole("button", { name: t("common.tryAgain") }).click();
  await isAsked.waitFor();

  const headers = { Origin: site.url };
  const path = "/api/v1/auth/second-factor";
  const begun = await page.request.post(path, { headers, data: { current_password: PASSWORD } });
  const { secret } = (await begun.json()) as { secret: string };
  const confirmed = await page.request.post(`${path}/confirm`, { headers, data: { code: codeOf(secret) } });
  expect(confirmed.ok()).toBe(true);
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await page.waitForURL("**/voices");
  await page.context().close();
});
