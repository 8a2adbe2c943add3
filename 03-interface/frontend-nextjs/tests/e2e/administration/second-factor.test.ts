import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { violations } from "../support/accessibility";
import { codeOf, PASSWORD, register } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn, turnTo } from "../support/languages";

const email = `factor-${Date.now()}@example.org`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

it("turns the second factor on, and logs in with codes, from then on in English", async () => {
  let t = sayIn("fr");
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "fr" });
  const page = await context.newPage();
  await page.goto("/login");
  await register(page, email, "Facteur");
  await page.goto("/account");
  await page.getByRole("button", { name: t("secondFactor.begin") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("profile.current")).fill(PASSWORD);
  await dialog.getByRole("button", { name: t("secondFactor.next") }).click();
  await dialog.getByRole("img", { name: t("secondFactor.qr") }).waitFor();
  expect(await violations(page)).toEqual([]);
  const secret = await dialog.locator("code").innerText();
  await dialog.getByRole("textbox", { name: t("secondFactor.code") }).fill(codeOf(secret));
  await dialog.getByRole("button", { name: t("secondFactor.turnOn") }).click();
  await page.getByText(t("secondFactor.once")).waitFor();
  const [recovery] = (await page.locator("[role=status] code").innerText()).split(" ");

  const logIn = async (locale: "fr" | "en", code: string) => {
    await context.clearCookies();
    t = await turnTo(page, locale);
    await page.goto("/login");
    await page.getByLabel(t("account.email")).fill(email);
    await page.getByLabel(t("account.password")).fill(PASSWORD);
    await page.getByRole("button", { name: t("account.login") }).click();
    await page.getByRole("heading", { name: t("secondFactor.loginTitle") }).waitFor();
    await page.getByRole("textbox", { name: t("secondFactor.code") }).fill(code);
    await page.getByRole("button", { name: t("secondFactor.login") }).click();
  };
  await logIn("fr", "000000");
  await page.getByText(t("problems.wrong_code")).waitFor();
  expect(await violations(page)).toEqual([]);
  const spoilChallenge = (route: Route) =>
    route.continue({
      postData: JSON.stringify({ ...route.request().postDataJSON(), challenge: "expired" }),
    });
  await page.route("**/login/second-factor", spoilChallenge);
  await logIn("en", "000000");
  await page.getByText(t("problems.challenge_expired")).waitFor();
  await page.getByLabel(t("account.password")).waitFor();
  await page.unroute("**/login/second-factor");
  await logIn("en", recovery ?? "");
  await page.waitForURL("**/meetings");

  await page.goto("/account");
  await page.getByText(t("secondFactor.left", { count: 9 })).waitFor();
  await page.getByRole("button", { name: t("secondFactor.turnOff") }).click();
  await dialog.getByLabel(t("profile.current")).fill(PASSWORD);
  await dialog.getByRole("textbox", { name: t("secondFactor.code") }).fill(codeOf(secret, 1));
  await dialog.getByRole("button", { name: t("secondFactor.endSubmit") }).click();
  await page.getByRole("button", { name: t("secondFactor.begin") }).waitFor();
  await context.close();
});
