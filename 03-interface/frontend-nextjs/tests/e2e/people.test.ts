import { readFile } from "node:fs/promises";
import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import { violations } from "./support/accessibility";
import { createAdministrator, PASSWORD, register, signIn } from "./support/accounts";
import { launchBrowser, sampleRecording } from "./support/browser";
import { textOf, type DocumentFormat } from "./support/documents";
import { turnTo } from "./support/languages";
import { changesOf } from "./support/requests";

const TRANSCRIBED_MS = 150_000;
const NEW_PASSWORD = "another horse battery";
const TITLE = "Comité de l’été";
const CONSENT = "Par e-mail, le 3 mai";

const t = createTranslator({ locale: "fr", messages: fr });
const english = createTranslator({ locale: "en", messages: en });
const stamp = Date.now();
const member = { email: `zoe-${stamp}@example.org`, name: "Zoé Lefèvre" };
const chief = { email: `chief-${stamp}@example.org`, name: "Camille Renard" };

let browser: Browser;
let context: BrowserContext;
let page: Page;
let meeting: string;
const failures: string[] = [];

beforeAll(async () => {
  // First of all: without an administrator, the first user to register becomes one.
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
  context = await newContext("fr");
  page = await context.newPage();
  page.on("pageerror", (error) => failures.push(error.message));
  await page.goto("/login");
  await register(page, member.email, member.name);
  // It is transcribed while the tests below run.
  const answer = await page.request.post("/api/v1/process", {
    headers: { Origin: inject("webUrl") },
    multipart: {
      file: { name: "sample.wav", mimeType: "audio/wav", buffer: await readFile(sampleRecording()) },
      title: TITLE,
    },
  });
  meeting = (await answer.json()).id;
});
afterAll(() => browser.close());

function newContext(locale: string): Promise<BrowserContext> {
  return browser.newContext({ baseURL: inject("webUrl"), locale, viewport: { width: 1280, height: 800 } });
}

/** Say no to going on where somebody else has ended the session. */
async function leaveEnded(left: Page): Promise<void> {
  await left.getByRole("dialog", { name: t("account.ended.title") }).waitFor();
  await left.keyboard.press("Escape");
  await left.waitForURL("**/login*");
}

async function isFlawless(): Promise<void> {
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await violations(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function completed(): Promise<void> {
  const deadline = Date.now() + TRANSCRIBED_MS;
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/meetings/${meeting}`)).json()).status, {
      timeout: deadline - Date.now(),
      interval: 500,
    })
    .toBe("completed");
}

describe("the own account", () => {
  it("is reached from the menu and takes a new name", async () => {
    await page.goto("/meetings");
    await page.getByRole("button", { name: t("shell.userMenu") }).click();
    expect(await page.getByRole("menuitem", { name: t("shell.users") }).count()).toBe(0);
    await page.getByRole("menuitem", { name: t("shell.account") }).click();
    await page.waitForURL("**/account");
    await page.getByLabel(t("account.name"), { exact: true }).fill("Zoé Martin");
    await page.getByRole("button", { name: t("profile.save"), exact: true }).click();
    await page.getByText(t("profile.saved")).waitFor();
    expect((await (await page.request.get("/api/v1/auth/me")).json()).name).toBe("Zoé Martin");
    await isFlawless();
  });

  it("asks for the current password, and ends other sessions for a new one", async () => {
    const elsewhere = await newContext("fr");
    const other = await elsewhere.newPage();
    await other.goto("/login");
    await signIn(other, member.email);
    await other.goto("/voices");
    await other.getByRole("heading", { name: t("voices.none") }).waitFor();

    await page.getByLabel(t("profile.current")).fill("a wrong guess");
    await page.getByLabel(t("profile.new")).fill(NEW_PASSWORD);
    await page.getByRole("button", { name: t("profile.changePassword") }).click();
    await page.getByText(t("problems.wrong_password")).waitFor();
    await page.getByLabel(t("profile.current")).fill(PASSWORD);
    await page.getByRole("button", { name: t("profile.changePassword") }).click();
    await page.getByText(t("profile.passwordChanged")).waitFor();

    await other.getByRole("link", { name: t("shell.meetings"), exact: true }).click();
    await leaveEnded(other);
    await elsewhere.close();
    await page.goto("/account");
    await page.getByRole("heading", { name: t("profile.title") }).waitFor();
  });
});

describe("voices", () => {
  it("are not enrolled without consent", async () => {
    await page.goto("/voices");
    await page.getByRole("button", { name: t("voices.enrol") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("voices.name"), { exact: true }).fill("Katie");
    await dialog.getByLabel(t("voices.samples")).setInputFiles(sampleRecording());
    await dialog.getByLabel(t("consent.how")).fill(CONSENT);
    await dialog.getByRole("button", { name: t("voices.submit") }).click();
    await expect.poll(() => dialog.locator("input:invalid").count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel(t("consent.agreed")).check();
    await dialog.getByRole("button", { name: t("voices.submit") }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(t("consent.noted", { text: CONSENT })).waitFor();
    await page.getByText("Zoé Martin").waitFor();
  });

  it("have samples that are played, added and removed", async () => {
    const said = await turnTo(page, "en");
    await page.reload();
    await page.getByText(said("consent.noted", { text: CONSENT })).waitFor();
    await page.getByRole("button", { name: said("samples.show", { count: 1 }) }).click();
    const play = (number: number) => said("samples.play", { number, name: "Katie" });
    await page.getByRole("button", { name: play(1) }).click();
    await page.waitForFunction(() => {
      const audio = document.querySelector<HTMLAudioElement>("#main audio");
      return (audio?.currentTime ?? 0) > 0.1;
    });
    await page.getByRole("button", { name: said("samples.pause", { number: 1, name: "Katie" }) }).click();
    await page.locator('input[data-testid^="samples-"]').setInputFiles(sampleRecording());
    await page.getByRole("button", { name: play(2) }).waitFor();
    await isFlawless();
    const asked = changesOf(page, "/samples/");
    await page.getByRole("button", { name: said("samples.remove", { number: 1, name: "Katie" }) }).dblclick();
    await page.getByRole("button", { name: play(2) }).waitFor({ state: "detached" });
    expect(asked).toHaveLength(1);
    await page.locator('input[data-testid^="samples-"]').setInputFiles({
      name: "notes.txt",
      mimeType: "audio/wav",
      buffer: Buffer.from("no sound at all"),
    });
    await page.getByText(said("problems.sample_unreadable")).waitFor();
  });

  it("are deleted", async () => {
    await page.getByRole("button", { name: english("voices.menuOf", { name: "Katie" }) }).click();
    await page.getByRole("menuitem", { name: english("voices.delete") }).click();
    await page.getByRole("heading", { name: english("voices.none") }).waitFor();
    await turnTo(page, "fr");
    await page.reload();
    await page.getByRole("heading", { name: t("voices.none") }).waitFor();
  });
});

describe("administrators", () => {
  let admin: BrowserContext;
  let desk: Page;

  beforeAll(async () => {
    admin = await newContext("fr");
    desk = await admin.newPage();
    desk.on("pageerror", (error) => failures.push(error.message));
    await desk.goto("/login");
    await signIn(desk, chief.email);
  });
  afterAll(async () => {
    await desk.request.put("/api/v1/admin/settings", {
      headers: { Origin: inject("webUrl") },
      data: { registration_open: true },
    });
    await admin.close();
  });

  it("alone see the users", async () => {
    await page.goto("/admin/users");
    await page.getByRole("heading", { name: t("notFound.title") }).waitFor();
    expect(await violations(page)).toEqual([]);
    await desk.goto("/meetings");
    await desk.getByRole("button", { name: t("shell.userMenu") }).click();
    await desk.getByRole("menuitem", { name: t("shell.users") }).click();
    // The users are what the page is for: they stand above its settings.
    const settings = desk.getByRole("heading", { name: t("accounts.settings") });
    const [search, below] = await Promise.all([
      desk.getByLabel(t("accounts.search")).boundingBox(),
      settings.boundingBox(),
    ]);
    expect(search?.y ?? Infinity).toBeLessThan(below?.y ?? 0);
    const pages = desk.getByRole("navigation", { name: t("shell.administration") });
    await expect.poll(() => pages.locator("[aria-current=page]").innerText()).toBe(t("shell.users"));
    await desk.getByLabel(t("accounts.search")).fill(member.email);
    await desk.getByText(t("accounts.count", { count: 1 })).waitFor();
    await desk.waitForURL(`**q=${encodeURIComponent(member.email).replaceAll("%40", "@")}`);
    const before = page;
    page = desk;
    await isFlawless().finally(() => {
      page = before;
    });
  });

  it("disable somebody, whose session ends", async () => {
    await page.goto("/meetings");
    await page.getByRole("link", { name: TITLE }).waitFor();
    const menu = desk.getByRole("button", { name: t("accounts.menuOf", { name: "Zoé Martin" }) });
    await menu.click();
    await desk.getByRole("menuitem", { name: t("accounts.disable") }).click();
    await desk
      .getByRole("dialog")
      .getByRole("button", { name: t("accounts.disable") })
      .click();
    await desk.getByText(t("accounts.disabled"), { exact: true }).waitFor();
    await page.getByRole("link", { name: t("shell.voices"), exact: true }).click();
    await leaveEnded(page);
    await page.getByLabel(t("account.email")).fill(member.email);
    await page.getByLabel(t("account.password")).fill(NEW_PASSWORD);
    await page.getByRole("button", { name: t("account.login") }).click();
    await page.getByText(t("problems.account_disabled")).waitFor();

    await menu.click();
    await desk.getByRole("menuitem", { name: t("accounts.enable") }).click();
    await desk.getByText(t("accounts.disabled"), { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: t("account.login") }).click();
    await page.waitForURL("**/voices");
  });

  it("close registration, which the registration page says", async () => {
    await desk.getByLabel(t("accounts.registration")).click();
    await desk.getByText(t("accounts.closed")).waitFor();
    for (const [locale, say] of [
      ["fr", t],
      ["en", english],
    ] as const) {
      const strangers = await newContext(locale);
      const stranger = await strangers.newPage();
      await stranger.goto("/register?next=%2Fvoices");
      await stranger.getByRole("heading", { name: say("account.closedTitle") }).waitFor();
      expect(await violations(stranger)).toEqual([]);
      await stranger.getByRole("link", { name: say("account.login") }).click();
      await stranger.waitForURL("**/login?next=%2Fvoices");
      await strangers.close();
    }
    await desk.getByLabel(t("accounts.registration")).click();
    await desk.getByText(t("accounts.opened")).waitFor();
  });
});

describe("a meeting", () => {
  it.each([
    ["docx", "fr", ["Durée : 30 s", "Temps de parole", "Locuteur 1", "Transcription"]],
    ["pdf", "fr", ["Durée : 30 s", "Temps de parole", "Locuteur 1", "Page 1 sur"]],
    ["docx", "en", ["Duration: 30 s", "Talk time", "Speaker 1", "Transcript"]],
    ["pdf", "en", ["Duration: 30 s", "Talk time", "Speaker 1", "Page 1 of"]],
  ] as const)("is taken away as %s in %s", async (format: DocumentFormat, locale, parts) => {
    await completed();
    await context.addCookies([{ name: "scribe_locale", value: locale, url: inject("webUrl") }]);
    await page.goto(`/meetings/${meeting}`);
    const say = locale === "fr" ? t : english;
    await page.getByRole("button", { name: say("export.label") }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: say(`export.formats.${format}`) }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`${TITLE}.${format}`);
    const text = textOf(format, await readFile(await file.path()));
    for (const part of [TITLE, ...parts]) expect(text).toContain(part);
  });

  it("shows the similarity of a recognised speaker to the enrolled voice", async () => {
    await context.addCookies([{ name: "scribe_locale", value: "fr", url: inject("webUrl") }]);
    const send = { headers: { Origin: inject("webUrl") } };
    const path = `/api/v1/meetings/${meeting}`;
    await page.request.post(`${path}/speakers/SPEAKER_00/voice`, {
      ...send,
      data: { name: "Katie", consent: CONSENT },
    });
    await page.request.post(`${path}/retry`, send);
    await completed();
    await page.goto(`/meetings/${meeting}`);
    await page.getByText(/^voix reconnue, \d+\s%$/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(failures).toEqual([]);
  });
});
