import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createAdministrator, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { LANGUAGES, sayIn } from "../support/languages";
import { HEADERS, importMeeting, newUser } from "../support/meetings";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it("a meeting that is being deleted is not listed after a reload, and one whose deletion was undone is", async () => {
  const t = sayIn("en");
  const page = await newUser(browser, "en", `deleting-${Date.now()}@example.org`, "Camille");
  const id = await importMeeting(page, "Budget", "Camille: Bonjour.\n");
  await importMeeting(page, "Boutique", "Camille: Bonjour.\n");
  const link = (name: string) => page.getByRole("heading", { name, level: 3 });
  const remove = async (title: string) => {
    await page.getByRole("button", { name: t("meetings.menuOf", { title }) }).click();
    await page.getByRole("menuitem", { name: t("meetings.delete") }).click();
    await link(title).waitFor({ state: "detached" });
  };
  await page.goto("/meetings");
  await remove("Boutique");
  await page.getByRole("button", { name: t("common.undo") }).click();
  await link("Boutique").waitFor();
  await remove("Budget");
  await page.reload();
  await link("Boutique").waitFor();
  expect(await link("Budget").count()).toBe(0);
  await expect.poll(async () => (await page.request.get(`/api/v1/meetings/${id}`)).status()).toBe(404);
  expect(await link("Budget").count()).toBe(0);
  await page.context().close();
});

it("a meeting that is being deleted is not corrected by who comes back to it", async () => {
  const t = sayIn("fr");
  const page = await newUser(browser, "fr", `leaving-${Date.now()}@example.org`, "Camille");
  const id = await importMeeting(page, "Budget", "Camille: Bonjour.\n");
  await page.goto(`/meetings/${id}`);
  await page.getByRole("button", { name: t("meetings.menuOf", { title: "Budget" }) }).click();
  await page.getByRole("menuitem", { name: t("meetings.delete") }).click();
  await page.waitForURL("**/meetings");
  await page.goBack();
  await page.getByRole("heading", { name: t("meeting.leaving") }).waitFor();
  await page.getByRole("button", { name: t("common.undo") }).click();
  await page.locator('[data-word="0"]').waitFor();
  await page.context().close();
});

it.each(LANGUAGES)(
  "a meeting under a legal hold is not deleted, which is said at once (%s)",
  async (locale) => {
    const t = sayIn(locale);
    const stamp = `${locale}-${Date.now()}`;
    createAdministrator(`holding-${stamp}@example.org`, "Grace");
    const admin = await browser.newPage({ baseURL: inject("webUrl"), locale });
    await admin.goto("/login");
    await signIn(admin, `holding-${stamp}@example.org`);
    const page = await newUser(browser, locale, `held-${stamp}@example.org`, "Camille");
    const held = await importMeeting(page, "Held", "Camille: Bonjour.\n");
    await importMeeting(page, "Free", "Camille: Bonjour.\n");
    const answer = await admin.request.put(`/api/v1/admin/meetings/${held}/hold`, {
      headers: HEADERS(),
      data: { reason: "A lawsuit" },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    const refusal = page.getByText(t("problems.legal_hold"), { exact: true });
    const remove = async () => {
      await page.getByRole("button", { name: t("meetings.menuOf", { title: "Held" }) }).click();
      await page.getByRole("menuitem", { name: t("meetings.delete") }).click();
      await refusal.waitFor();
      expect(await page.getByText(t("meetings.deleted", { title: "Held" })).count()).toBe(0);
    };
    await page.goto(`/meetings/${held}`);
    await remove();
    expect(new URL(page.url()).pathname).toBe(`/meetings/${held}`);
    await page.goto("/meetings");
    const link = (name: string) => page.getByRole("heading", { name, level: 3 });
    await remove();
    await expect.poll(() => link("Held").count()).toBe(1);

    await page.reload();
    await page.getByRole("checkbox", { name: t("selection.all") }).click();
    await page
      .getByRole("region", { name: t("selection.actions") })
      .getByRole("button", { name: t("meetings.delete") })
      .click();
    await page.getByText(t("selection.held", { count: 1, titles: "Held" })).waitFor();
    await link("Free").waitFor({ state: "detached" });
    await expect.poll(() => link("Held").count()).toBe(1);
    await page.context().close();
    await admin.context().close();
  },
);
