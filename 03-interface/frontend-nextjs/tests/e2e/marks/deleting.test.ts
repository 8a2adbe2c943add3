import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { sayIn } from "../support/languages";
import { importMeeting, newUser } from "../support/meetings";

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
