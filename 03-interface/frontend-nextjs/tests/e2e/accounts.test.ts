import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import { violations } from "./support/accessibility";
import { createAdministrator, PASSWORD, signIn } from "./support/accounts";
import { launchBrowser } from "./support/browser";
import { importMeeting, newUser } from "./support/meetings";
import { plantedTranscript } from "./support/planted";

const CHOSEN = "quatre mots sans rapport";
const RENEWED = "another four unrelated words";
const say = {
  fr: createTranslator({ locale: "fr", messages: fr }),
  en: createTranslator({ locale: "en", messages: en }),
};
const t = say.fr;
const stamp = Date.now();
const chief = { email: `rescuer-${stamp}@example.org`, name: "Camille Renard" };
const guest = { email: `noe-${stamp}@example.org`, name: "Noé Garnier" };

let browser: Browser;
let desk: Page;

beforeAll(async () => {
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
  desk = await (await newContext("fr")).newPage();
  await desk.goto("/login");
  await signIn(desk, chief.email);
  await desk.goto("/admin/users");
});
afterAll(() => browser.close());

function newContext(locale: "fr" | "en"): Promise<BrowserContext> {
  return browser.newContext({ baseURL: inject("webUrl"), locale, viewport: { width: 1280, height: 800 } });
}

/** Read the link of the open dialog, and close it. */
async function takeLink(): Promise<string> {
  const link = await desk.getByLabel(t("accounts.link"), { exact: true }).inputValue();
  expect(await violations(desk)).toEqual([]);
  await desk.keyboard.press("Escape");
  return link;
}

async function choosePassword(page: Page, link: string, password: string, submit: string): Promise<void> {
  await page.goto(new URL(link).pathname + new URL(link).hash);
  const field = page.locator('input[name="password"]');
  await field.waitFor();
  expect(new URL(page.url()).hash).toBe("");
  await field.fill(password);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: submit }).click();
  await page.waitForURL("**/meetings");
}

async function openMenu(name: string, email = guest.email): Promise<void> {
  await desk.getByLabel(t("accounts.search")).first().fill(email);
  await desk.getByText(t("accounts.count", { count: 1 })).waitFor();
  await desk.getByRole("button", { name: t("accounts.menuOf", { name }) }).click();
}

describe("somebody who was invited", () => {
  let theirs: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    theirs = await newContext("fr");
    page = await theirs.newPage();
  });

  it("chooses a password by the link, which is good once", async () => {
    await desk.getByRole("button", { name: t("accounts.invite") }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByLabel(t("account.name"), { exact: true }).fill(guest.name);
    await dialog.getByLabel(t("account.email")).fill(guest.email);
    await dialog.getByRole("button", { name: t("accounts.inviteSubmit") }).click();
    const link = await takeLink();
    await choosePassword(page, link, CHOSEN, t("account.join"));
    for (const locale of ["fr", "en"] as const) {
      const strangers = await newContext(locale);
      const stranger = await strangers.newPage();
      await stranger.goto(new URL(link).pathname + new URL(link).hash);
      await stranger.getByRole("heading", { name: say[locale]("account.linkInvalidTitle") }).waitFor();
      expect(await violations(stranger)).toEqual([]);
      await strangers.close();
    }
  });

  it("is let in again after a reset, which ends the session at once", async () => {
    await openMenu(guest.name);
    await desk.getByRole("menuitem", { name: t("accounts.reset") }).click();
    await desk
      .getByRole("dialog")
      .getByRole("button", { name: t("accounts.reset") })
      .click();
    const link = await takeLink();
    await page.getByRole("link", { name: t("shell.voices"), exact: true }).click();
    await page.getByRole("dialog", { name: t("account.ended.title") }).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL("**/login*");
    await choosePassword(page, link, RENEWED, t("account.setPassword"));
  });

  it("keeps a meeting that came while an administrator was about to delete the account", async () => {
    await desk.reload();
    await openMenu(guest.name);
    await desk.getByRole("menuitem", { name: t("accounts.delete") }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.waitFor();
    const imported = await page.request.post("/api/v1/imports", {
      headers: { Origin: inject("webUrl") },
      multipart: {
        title: "Point",
        transcript: {
          name: "point.json",
          mimeType: "application/json",
          buffer: Buffer.from(JSON.stringify(plantedTranscript())),
        },
      },
    });
    expect(imported.ok()).toBe(true);
    expect(await dialog.getByRole("radio").count()).toBe(0);
    await dialog.getByRole("button", { name: t("accounts.delete"), exact: true }).click();
    await dialog.getByText(t("accounts.meetingsFate", { count: 1 })).waitFor();
    expect(await violations(desk)).toEqual([]);
    await desk.keyboard.press("Escape");
    const { total } = (await (await page.request.get("/api/v1/meetings")).json()) as { total: number };
    expect(total).toBe(1);
  });

  it("deletes the account with the password", async () => {
    await page.goto("/account");
    await page.getByRole("button", { name: t("profile.deleteButton") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("profile.current")).fill(PASSWORD);
    await dialog.getByRole("button", { name: t("profile.deleteConfirm") }).click();
    await dialog.getByText(t("problems.wrong_password")).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel(t("profile.current")).fill(RENEWED);
    await dialog.getByRole("button", { name: t("profile.deleteConfirm") }).click();
    await page.waitForURL("**/login");
    await desk.reload();
    await desk.getByText(t("accounts.none")).waitFor();
    await theirs.close();
  });
});

describe("somebody whose account an administrator deletes", () => {
  const leaver = { email: `leaver-${stamp}@example.org`, name: "Ève Martin" };
  const heir = { email: `heir-${stamp}@example.org`, name: "Bruno Petit" };

  it("leaves the meetings to whom the administrator chose", async () => {
    const [theirs, heirs] = [
      await newUser(browser, "fr", leaver.email, leaver.name),
      await newUser(browser, "fr", heir.email, heir.name),
    ];
    const id = await importMeeting(theirs, "Bilan", "Ève: Bonjour à tous.\nBruno: Bonjour.");
    expect((await heirs.request.get(`/api/v1/meetings/${id}`)).status()).toBe(404);

    await desk.goto("/admin/users");
    await openMenu(leaver.name, leaver.email);
    await desk.getByRole("menuitem", { name: t("accounts.delete") }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByText(t("accounts.meetingsFate", { count: 1 })).waitFor();
    await dialog.getByRole("radio", { name: t("accounts.fateDelete") }).check();
    await dialog
      .getByRole("button", { name: t("accounts.deleteSubmit", { count: 1 }), exact: true })
      .waitFor();
    await dialog.getByRole("radio", { name: t("accounts.fateTransfer") }).check();
    const confirm = dialog.getByRole("button", { name: t("accounts.delete"), exact: true });
    await expect.poll(() => confirm.isDisabled()).toBe(true);
    await dialog.getByLabel(t("accounts.heir")).fill(heir.email);
    const offered = desk.getByRole("listbox", { name: t("accounts.heirs") }).getByRole("option");
    await offered.filter({ hasText: heir.email }).click();
    expect(await violations(desk)).toEqual([]);
    await confirm.click();
    await desk.getByText(t("accounts.deleted", { name: leaver.name })).waitFor();
    await dialog.waitFor({ state: "detached" });
    await desk.getByText(t("accounts.none")).waitFor();

    expect((await theirs.request.get(`/api/v1/meetings/${id}`)).status()).toBe(401);
    await heirs.goto("/meetings");
    await heirs.locator("[data-meeting]").getByText("Bilan").first().click();
    await heirs.getByTestId("transcript").getByText("Bonjour à tous.").waitFor();
    const shown = await (await heirs.request.get(`/api/v1/meetings/${id}`)).json();
    expect(shown).toMatchObject({ permission: "owner", owner_name: heir.name });
    await Promise.all([theirs.context().close(), heirs.context().close()]);
  });
});

describe("a link to choose a password", () => {
  it.each(["fr", "en"] as const)(
    "is not said to be bad where only the login after it fails (%s)",
    async (locale) => {
      const headers = { Origin: inject("webUrl") };
      const made = await desk.request.post("/api/v1/admin/users", {
        headers,
        data: { email: `late-${locale}-${stamp}@example.org`, name: "Late" },
      });
      const { url } = (await made.json()) as { url: string };
      const theirs = await newContext(locale);
      const page = await theirs.newPage();
      await page.route("**/api/v1/auth/login", (route) =>
        route.fulfill({ status: 429, json: { code: "rate_limited" } }),
      );
      await page.goto(new URL(url).pathname + new URL(url).hash);
      await page.locator('input[name="password"]').fill(CHOSEN);
      await page.getByRole("button", { name: say[locale]("account.join") }).click();
      await page.getByText(say[locale]("account.loginChosen")).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.goto(new URL(url).pathname);
      await page.getByRole("heading", { name: say[locale]("account.linkMissingTitle") }).waitFor();
      expect(await violations(page)).toEqual([]);
      await theirs.close();
    },
  );
});

describe("closed registration", () => {
  it("says whom to ask, in both languages", async () => {
    const headers = { Origin: inject("webUrl") };
    await desk.goto("/admin/users");
    await desk.getByLabel(t("accounts.contact")).fill("Camille, 4217");
    await desk
      .locator("form", { has: desk.getByLabel(t("accounts.contact")) })
      .getByRole("button", { name: t("accounts.contactSave"), exact: true })
      .click();
    await desk.getByText(t("accounts.contactSaved")).waitFor();
    await desk.request.put("/api/v1/admin/settings", { headers, data: { registration_open: false } });
    try {
      for (const locale of ["fr", "en"] as const) {
        const strangers = await newContext(locale);
        const stranger = await strangers.newPage();
        await stranger.goto("/register");
        await stranger
          .getByText(say[locale]("account.closedContact", { contact: "Camille, 4217" }))
          .waitFor();
        expect(await violations(stranger)).toEqual([]);
        await stranger.goto("/login");
        await stranger.getByText(say[locale]("account.toAskContact", { contact: "Camille, 4217" })).waitFor();
        expect(await stranger.locator('a[href^="/register"]').count()).toBe(0);
        expect(await violations(stranger)).toEqual([]);
        await strangers.close();
      }
    } finally {
      await desk.request.put("/api/v1/admin/settings", {
        headers,
        data: { registration_open: true, registration_contact: "" },
      });
    }
  });
});
