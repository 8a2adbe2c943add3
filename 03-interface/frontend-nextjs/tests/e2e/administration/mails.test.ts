import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { createAdministrator, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn, turnTo } from "../support/languages";
import { MailServer } from "../support/companions/mail-server";
import { siteWith, type Site } from "../support/companions/web";

const stamp = Date.now();
const chief = { email: `postmaster-${stamp}@example.org`, name: "Camille Renard" };

let browser: Browser;
let mails: MailServer;
let site: Site;

beforeAll(async () => {
  [browser, mails] = await Promise.all([launchBrowser(), MailServer.start()]);
  site = await siteWith(mails.settings);
  createAdministrator(chief.email, chief.name);
}, 120_000);
afterAll(() => Promise.all([browser.close(), mails.stop(), site.stop()]));

async function newPage(locale: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: site.url, locale })).newPage();
  await page.goto("/login");
  return page;
}

it("sends links to choose a password by mail, in French and then in English", async () => {
  let t = sayIn("fr");
  const guest = { email: `mailed-${stamp}@example.org`, name: "Noé Garnier" };
  const desk = await newPage("fr");
  await signIn(desk, chief.email);
  await desk.goto("/admin/users");
  await desk.getByRole("button", { name: t("accounts.invite") }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByLabel(t("account.name"), { exact: true }).fill(guest.name);
  await dialog.getByLabel(t("account.email")).fill(guest.email);
  await dialog.getByRole("button", { name: t("accounts.inviteSubmit") }).click();
  await dialog.getByRole("button", { name: t("accounts.mailLink") }).click();
  await dialog.getByText(t("accounts.linkMailed", { name: guest.name })).waitFor();
  expect(await violations(desk)).toEqual([]);
  await desk.keyboard.press("Escape");
  const subjects = () => mails.mailsTo(guest.email).map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1]);
  await expect.poll(subjects).toEqual([expect.stringContaining("Votre invitation")]);
  const [invitation] = mails.mailsTo(guest.email);

  const page = await newPage("fr");
  await page.goto(/http:\S+/.exec(invitation ?? "")?.[0] ?? "/no-link");
  await page.locator('input[name="password"]').fill("quatre mots sans rapport");
  await page.getByRole("button", { name: t("account.join") }).click();
  await page.waitForURL("**/meetings");
  await page.goto("/account");
  await page.getByRole("switch", { name: t("notices.mail") }).click();
  await page.getByText(t("notices.on")).waitFor();
  expect(await violations(page)).toEqual([]);

  t = await turnTo(desk, "en");
  await desk.reload();
  await desk.getByLabel(t("accounts.search")).first().fill(guest.email);
  await desk.getByText(t("accounts.count", { count: 1 })).waitFor();
  await desk.getByRole("button", { name: t("accounts.menuOf", { name: guest.name }) }).click();
  await desk.getByRole("menuitem", { name: t("accounts.reset") }).click();
  await dialog.getByRole("button", { name: t("accounts.reset") }).click();
  await dialog.getByRole("button", { name: t("accounts.mailLink") }).click();
  await dialog.getByText(t("accounts.linkMailed", { name: guest.name })).waitFor();
  await expect.poll(subjects).toContainEqual(expect.stringContaining("A new password"));
  await Promise.all([desk.context().close(), page.context().close()]);
});

it("says in English that a link has to be handed over", async () => {
  const t = sayIn("en");
  await mails.stop();
  const desk = await newPage("en");
  await signIn(desk, chief.email);
  await desk.goto("/admin/users");
  await desk.getByRole("button", { name: t("accounts.invite") }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByLabel(t("account.name"), { exact: true }).fill("Ada");
  await dialog.getByLabel(t("account.email")).fill(`lost-${stamp}@example.org`);
  await dialog.getByRole("button", { name: t("accounts.inviteSubmit") }).click();
  await dialog.getByRole("button", { name: t("accounts.mailLink") }).click();
  await dialog.getByText(t("problems.mail_not_taken")).waitFor();
  await expect
    .poll(() => dialog.getByLabel(t("accounts.link"), { exact: true }).inputValue())
    .toContain("/invitation#");
  expect(await violations(desk)).toEqual([]);
  await desk.context().close();
});
