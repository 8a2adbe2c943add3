import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createAdministrator, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn } from "../support/languages";
import { importMeeting } from "../support/meetings";

const stamp = Date.now();
const chief = { email: `dialogs-${stamp}@example.org`, name: "Camille Renard" };
const t = sayIn("fr");
/** Without a place to break it at, and as long as the name of a person or of a guest link may be. */
const LONG_NAME = `${stamp}`.padEnd(200, "W");
/** The same of a group. */
const GROUP = LONG_NAME.slice(0, 50);

let browser: Browser;
let page: Page;

beforeAll(async () => {
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "fr" });
  page = await context.newPage();
  await page.goto("/login");
  await signIn(page, chief.email);
}, 120_000);
afterAll(() => browser.close());

const button = (within: Page | Locator, name: string) => within.getByRole("button", { name, exact: true });

/** Expect the dialog to hold all that is in it, on a desk and on a phone. */
async function expectFit(): Promise<void> {
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    const dialog = page.getByRole("dialog");
    expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

it("makes and deletes a group once for a double click, with the longest name in view", async () => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET" && request.url().includes("/admin/groups")) asked.push(request.method());
  });
  await page.goto("/admin/groups");
  await button(page, t("groups.make")).click();
  await page.getByLabel(t("groups.name"), { exact: true }).fill(GROUP);
  await button(page, t("groups.save")).dblclick();
  await button(page, t("groups.deleteOf", { name: GROUP })).click();
  await page.getByText(t("groups.deleteText", { members: 0, meetings: 0 })).waitFor();
  await expectFit();
  await button(page, t("groups.delete")).dblclick();
  await page.getByText(t("groups.deleted", { name: GROUP })).waitFor();
  expect(asked).toEqual(["POST", "DELETE"]);
});

it("shows the link of an invitation once for a double click, with the longest name in view", async () => {
  await page.goto("/admin/users");
  await button(page, t("accounts.invite")).click();
  await page.getByLabel(t("account.name"), { exact: true }).fill(LONG_NAME);
  await page.getByLabel(t("account.email")).fill(`invited-${stamp}@example.org`);
  await button(page, t("accounts.inviteSubmit")).dblclick();
  await button(page, t("accounts.copy")).waitFor();
  await expectFit();
});

it("shows a guest link with the longest name in view", async () => {
  const id = await importMeeting(page, "Budget", "Camille: Bonjour.\n");
  await page.goto(`/meetings/${id}`);
  await button(page, t("sharing.share")).click();
  await button(page, t("guestLinks.new")).click();
  await page.getByLabel(t("guestLinks.for")).fill(LONG_NAME);
  await button(page, t("guestLinks.make")).dblclick();
  await button(page, t("guestLinks.revokeNamed", { name: LONG_NAME })).waitFor();
  await expectFit();
});
