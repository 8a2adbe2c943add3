import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import en from "@messages/en.json";
import { violations } from "../support/accessibility";
import { createAdministrator, register, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn, turnTo } from "../support/languages";

const stamp = Date.now();
const chief = { email: `auditor-${stamp}@example.org`, name: "Simone Audoin" };
const user = { email: `seen-${stamp}@example.org`, name: `Marius ${stamp}` };

/** Tell whether a part of an element lies outside something that cuts it off. */
function isCutOff(element: Element): boolean {
  const { left, right } = element.getBoundingClientRect();
  for (let around = element.parentElement; around; around = around.parentElement) {
    const box = around.getBoundingClientRect();
    const cuts = getComputedStyle(around).overflowX !== "visible";
    if (cuts && (left < box.left - 1 || right > box.right + 1)) return true;
  }
  return false;
}

let browser: Browser;

beforeAll(async () => {
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
  const page = await browser.newPage({ baseURL: inject("webUrl"), locale: "en" });
  await page.goto("/login");
  await register(page, user.email, user.name);
  await page.close();
}, 120_000);
afterAll(() => browser.close());

it("shows administrators who did what, in the language that they read", async () => {
  let t = sayIn("fr");
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "fr" });
  const page = await context.newPage();
  await page.goto("/login");
  await signIn(page, chief.email);
  await page.goto("/meetings");
  await page.getByRole("button", { name: t("shell.userMenu") }).click();
  await page.getByRole("menuitem", { name: t("shell.audit") }).click();
  await page.getByRole("heading", { name: t("audit.title"), level: 1 }).waitFor();
  await page.getByLabel(t("audit.search"), { exact: true }).fill(user.email);
  const login = () =>
    page
      .getByRole("row")
      .filter({ hasText: t("audit.actions.login") })
      .filter({ hasText: user.name })
      .first();
  await login().waitFor();
  // What was shown before stays until the answer is there: the rows of others go with it.
  await page.getByRole("row").filter({ hasText: chief.email }).first().waitFor({ state: "detached" });
  await page.getByLabel(t("audit.action"), { exact: true }).selectOption("shares");
  await page.getByText(t("audit.none")).waitFor();
  expect(new URL(page.url()).searchParams.get("group")).toBe("shares");
  t = await turnTo(page, "en");
  await page.reload();
  await page.getByText(t("audit.none")).waitFor();
  await page.getByLabel(t("audit.action"), { exact: true }).selectOption("access");
  await login().waitFor();
  const check = page.getByRole("region", { name: t("audit.check.title") });
  // There before it says something: screen readers miss what comes with its region.
  await expect.poll(() => check.getByRole("status").count()).toBe(1);
  await check.getByRole("button", { name: t("audit.check.start") }).click();
  await check
    .getByRole("status")
    .getByText(/:[0-9a-f]{64}$/)
    .waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: t("audit.export.jsonl") }).click();
  expect((await download).suggestedFilename()).toBe("audit.jsonl");
  expect(await violations(page)).toEqual([]);
  await page.getByLabel(t("audit.search"), { exact: true }).fill("");
  // As it is said of a login that nobody was let in by, which only the result tells from others.
  await page.request.post("/api/v1/auth/login", {
    form: { username: user.email, password: "wrong password" },
  });
  await page.reload();
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const table = page.getByRole("table", { name: t("audit.title") });
    // Where the headings of the columns are not seen, who and whom are told apart.
    const label = table.getByText(t("audit.label", { name: t("audit.who") }), { exact: true });
    await expect.poll(() => label.first().isVisible()).toBe(width < 1024);
    const result = table.getByText(t("audit.results.denied"), { exact: true }).first();
    await result.waitFor();
    const box = await result.boundingBox();
    expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    expect(await result.evaluate(isCutOff)).toBe(false);
  }
  expect(await violations(page)).toEqual([]);
  await context.close();
});

it("shows nobody else the log", async () => {
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "en" });
  const page = await context.newPage();
  await page.goto("/login");
  await signIn(page, user.email);
  await page.goto("/admin/audit");
  await page.getByText(en.notFound.title).waitFor();
  expect((await page.request.get("/api/v1/admin/audit")).status()).toBe(403);
  await context.close();
});
