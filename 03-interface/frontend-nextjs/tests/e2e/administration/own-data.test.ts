import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { violations } from "../support/accessibility";
import { createAdministrator, PASSWORD, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn, turnTo } from "../support/languages";
import { HEADERS, importMeeting, newUser } from "../support/meetings";

/** What the owner reads, and the administrator. */
let t = sayIn("en");
const said = sayIn("en");
const stamp = Date.now();
const owner = { email: `mine-${stamp}@example.org`, name: "Zoé Martin" };
const chief = { email: `proofs-${stamp}@example.org`, name: "Camille Renard" };

let browser: Browser;
let page: Page;
let desk: Page;
let deleted: string;

beforeAll(async () => {
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
  page = await newUser(browser, "en", owner.email, owner.name);
  await importMeeting(page, "Réunion gardée", "Camille: Bonjour à tous.\nYanis: Bonjour.");
  deleted = await importMeeting(page, "Réunion supprimée", "Camille: Au revoir.");
  await page.request.delete(`/api/v1/meetings/${deleted}`, { headers: HEADERS() });
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "en" });
  desk = await context.newPage();
  await desk.goto("/login");
  await signIn(desk, chief.email);
});
afterAll(() => browser.close());

async function isNarrow(shown: Page): Promise<void> {
  expect(await violations(shown)).toEqual([]);
  await shown.setViewportSize({ width: 360, height: 740 });
  expect(await violations(shown)).toEqual([]);
  await expect.poll(() => shown.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await shown.setViewportSize({ width: 1280, height: 800 });
}

it("downloads all that is kept about one, after the password", async () => {
  await page.goto("/account");
  await page.getByRole("button", { name: t("ownData.button") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("profile.current")).fill("a wrong guess");
  await dialog.getByRole("button", { name: t("ownData.confirm") }).click();
  await dialog.getByText(t("problems.wrong_password")).waitFor();
  expect(await violations(page)).toEqual([]);
  t = await turnTo(page, "fr");
  await page.reload();
  await page.getByRole("button", { name: t("ownData.button") }).click();
  await dialog.getByLabel(t("profile.current")).fill(PASSWORD);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: t("ownData.confirm") }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d Scribe mes données\.zip$/);
  const archive = readFileSync(await download.path());
  const names = archive.toString("utf8");
  for (const name of ["LISEZMOI.txt", "account.json", "audit.jsonl", "Réunion gardée/transcript.json"])
    expect(names).toContain(name);
  await page.getByText(t("ownData.begun")).waitFor();
});

it("shows what was deleted of one's own", async () => {
  await page.goto("/account");
  const list = page.getByRole("list", { name: t("receipts.ownTitle") });
  await list.getByText(deleted).waitFor();
  await isNarrow(page);
});

it("shows administrators the receipt that they look for, as a file too", async () => {
  await desk.goto("/meetings");
  await desk.getByRole("button", { name: said("shell.userMenu") }).click();
  await desk.getByRole("menuitem", { name: said("shell.receipts") }).click();
  await desk.getByRole("heading", { name: said("receipts.title"), level: 1 }).waitFor();
  await desk.getByLabel(said("receipts.id")).fill("nothing");
  await desk.getByText(said("receipts.idWrong")).waitFor();
  await desk.getByLabel(said("receipts.id")).fill(`${inject("webUrl")}/meetings/${deleted}`);
  await desk.getByLabel(said("receipts.kind")).selectOption("meeting");
  const list = desk.getByRole("list", { name: said("receipts.title") });
  await expect.poll(() => list.getByRole("listitem").count()).toBe(1);
  const [download] = await Promise.all([desk.waitForEvent("download"), list.locator("a[download]").click()]);
  const receipt = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect([receipt.kind, receipt.subject_id]).toEqual(["meeting", deleted]);
  await isNarrow(desk);
});

it("shows administrators the webhooks of all, and disables one that its owner cannot enable", async () => {
  await page.request.post("/api/v1/webhooks", {
    headers: HEADERS(),
    data: { name: `Wiki ${stamp}`, url: "https://hooks.invalid/a-secret" },
  });
  await desk.goto("/admin/webhooks");
  const name = `Wiki ${stamp}`;
  const row = desk
    .getByRole("list", { name: said("allWebhooks.title") })
    .getByRole("listitem")
    .filter({ hasText: name });
  await row.getByText("https://hooks.invalid/").waitFor();
  expect(await row.getByText("a-secret").count()).toBe(0);
  await row.getByRole("button", { name: said("allWebhooks.logNamed", { name, owner: owner.name }) }).click();
  await row.getByText(said("webhooks.nothing")).waitFor();
  const named = { name, owner: owner.name };
  const disable = row.getByRole("button", { name: said("allWebhooks.disableNamed", named) });
  await disable.click();
  const asked = desk.getByRole("dialog", { name: said("allWebhooks.disableTitle", named) });
  await asked.getByRole("button", { name: said("common.dismiss") }).click();
  await asked.waitFor({ state: "detached" });
  expect(await row.getByText(said("webhooks.reasons.administrator")).count()).toBe(0);
  await disable.click();
  await asked.getByRole("button", { name: said("webhooks.disable"), exact: true }).click();
  await row.getByText(said("webhooks.reasons.administrator")).waitFor();
  await isNarrow(desk);
  await page.goto("/account");
  await page.getByRole("button", { name: t("webhooks.enableNamed", { name }) }).click();
  await page.getByText(t("problems.webhook_forbidden")).waitFor();
});
