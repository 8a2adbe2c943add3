import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { violations } from "../support/accessibility";
import { createAdministrator, register, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn } from "../support/languages";

const stamp = Date.now();
const chief = { email: `keeper-${stamp}@example.org`, name: "Camille Renard" };

let browser: Browser;

beforeAll(async () => {
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

it("makes a key that reads, in French, and lets administrators revoke it, in English", async () => {
  const [t, said] = [sayIn("fr"), sayIn("en")];
  const user = {
    email: `programmer.of.the.archive.of.all.meetings-${stamp}@subsidiary.example.org`,
    name: `Ada ${stamp}`,
  };
  const name = `Archive ${stamp}`;
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "fr" });
  const page = await context.newPage();
  await page.goto("/login");
  await register(page, user.email, user.name);
  await page.goto("/account");
  await page.getByLabel(t("tokens.name"), { exact: true }).fill(name);
  await page.getByLabel(t("tokens.scope"), { exact: true }).selectOption("read");
  await page.getByRole("button", { name: t("tokens.make") }).click();
  await page.getByText(t("tokens.once")).waitFor();
  const key = await page
    .locator("code")
    .filter({ hasText: /^scribe_/ })
    .innerText();
  expect(await page.getByRole("option", { name: t("tokens.scopes.admin") }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  const mistaken = page.getByRole("listitem").filter({ hasText: `${name} bis` });
  await page.getByLabel(t("tokens.name"), { exact: true }).fill(`${name} bis`);
  await page.getByRole("button", { name: t("tokens.make") }).dblclick();
  await mistaken.getByRole("button").click();
  await page.getByText(t("tokens.revoked")).waitFor();
  await mistaken.waitFor({ state: "detached" });

  const program = await browser.newContext({
    baseURL: inject("webUrl"),
    extraHTTPHeaders: { Authorization: `Bearer ${key}` },
  });
  expect((await program.request.get("/api/v1/meetings")).status()).toBe(200);
  const refused = await program.request.post("/api/v1/conversations", { data: {} });
  expect([refused.status(), (await refused.json()).code]).toEqual([403, "insufficient_scope"]);

  const desk = await (await browser.newContext({ baseURL: inject("webUrl"), locale: "en" })).newPage();
  await desk.goto("/login");
  await signIn(desk, chief.email);
  await desk.goto("/admin/keys");
  const held = desk.getByRole("listitem").filter({ hasText: name });
  await held.waitFor();
  await expect.poll(() => held.innerText()).toContain(user.email);
  expect(await desk.content()).not.toContain(key);
  expect(await violations(desk)).toEqual([]);
  await desk.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => desk.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const [card, address] = await Promise.all(
    [held, held.getByText(user.email)].map((each) => each.boundingBox()),
  );
  expect((address?.x ?? 0) + (address?.width ?? 0)).toBeLessThan((card?.x ?? 0) + (card?.width ?? 0));
  await desk.setViewportSize({ width: 1280, height: 800 });
  await held.getByRole("button").click();
  expect(await violations(desk)).toEqual([]);
  await desk
    .getByRole("dialog")
    .getByRole("button", { name: said("tokens.revoke"), exact: true })
    .click();
  await desk.getByText(said("tokens.revoked")).waitFor();
  await held.waitFor({ state: "detached" });
  expect((await program.request.get("/api/v1/meetings")).status()).toBe(401);
  await Promise.all([context, program, desk.context()].map((each) => each.close()));
});
