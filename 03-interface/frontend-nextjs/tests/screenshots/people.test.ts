import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createAdministrator, register, signIn } from "../e2e/support/accounts";
import { launchBrowser, sampleRecording } from "../e2e/support/browser";
import { LANGUAGES } from "../e2e/support/languages";
import { openPage, shoot as take, translator } from "./camera";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(LANGUAGES)("in %s", (locale) => {
  const t = translator(locale);
  const stamp = `${locale}-${Date.now()}`;
  let page: Page;
  const shoot = (name: string) => take(page, locale, name);

  beforeAll(async () => {
    page = await openPage(browser, locale);
  });
  afterAll(() => page.close());

  it("shows accounts and their administration", async () => {
    for (const name of ["Zoé Lefèvre", "Yanis Benali"]) {
      const theirs = await openPage(browser, locale);
      await register(theirs, `${name.split(" ")[1]?.toLowerCase()}-${stamp}@example.org`, name);
      await theirs.close();
    }
    createAdministrator(`ines-${stamp}@example.org`, "Inès Moreau");
    await signIn(page, `ines-${stamp}@example.org`);
    await page.goto("/account");
    await page.getByRole("heading", { name: t("profile.title") }).waitFor();
    await shoot("account");
    await page.goto("/admin/users");
    await page.getByText("Yanis Benali").first().waitFor();
    await shoot("users");

    const setOpen = async (registration_open: boolean) => {
      const headers = { Origin: inject("webUrl") };
      const answer = await page.request.put("/api/v1/admin/settings", {
        headers,
        data: { registration_open },
      });
      expect(answer.ok()).toBe(true);
    };
    await setOpen(false);
    const stranger = await openPage(browser, locale);
    await stranger.goto("/register");
    await stranger.getByRole("heading", { name: t("account.closedTitle") }).waitFor();
    await take(stranger, locale, "register-closed");
    await setOpen(true);
  });

  it("shows voices with their recordings and consent", async () => {
    await page.goto("/voices");
    await page
      .getByRole("button", { name: t("voices.enrol") })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("voices.name"), { exact: true }).fill("Inès Moreau");
    await dialog.locator("input[type=file]").setInputFiles(sampleRecording());
    await dialog.getByLabel(t("consent.agreed")).check();
    await dialog.getByLabel(t("consent.how")).fill(t("consent.example"));
    await shoot("enrol");
    await dialog.getByRole("button", { name: t("voices.submit"), exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: t("samples.show", { count: 1 }) }).click();
    await page.getByText(t("samples.number", { number: 1 }), { exact: true }).waitFor();
    await shoot("recordings");
  });
});
