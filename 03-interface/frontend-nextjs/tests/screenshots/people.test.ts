import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createAdministrator, register, signIn } from "../e2e/accounts";
import { launchBrowser, sampleRecording } from "../e2e/browser";
import { shoot, SIZES } from "./camera";

const STAMP = Date.now();
const CHIEF = `camille-${STAMP}@example.org`;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await newPage();
});
afterAll(() => browser.close());

async function newPage(): Promise<Page> {
  const made = await browser.newPage({
    baseURL: inject("webUrl"),
    locale: "fr",
    viewport: SIZES.desktop,
    reducedMotion: "reduce",
  });
  await made.goto("/login");
  return made;
}

it("shows accounts and their administration", async () => {
  for (const name of ["Zoé Lefèvre", "Yanis Benali"]) {
    const theirs = await newPage();
    await register(theirs, `${name.split(" ")[1]?.toLowerCase()}-${STAMP}@example.org`, name);
    await theirs.close();
  }
  createAdministrator(CHIEF, "Camille Renard");
  await signIn(page, CHIEF);
  await page.goto("/account");
  await page.getByRole("heading", { name: "Mon compte" }).waitFor();
  await shoot(page, "account");
  await page.goto("/admin/users");
  await page.getByText("Yanis Benali").first().waitFor();
  await shoot(page, "users");
  await page.goto("/nowhere");
  await page.getByRole("heading", { name: "Cette page n’existe pas" }).waitFor();
  await shoot(page, "not-found");

  const settings = { headers: { Origin: inject("webUrl") } };
  await page.request.put("/api/v1/admin/settings", { ...settings, data: { registration_open: false } });
  const stranger = await newPage();
  await stranger.goto("/register");
  await stranger.getByRole("heading", { name: "Les inscriptions sont fermées" }).waitFor();
  await shoot(stranger, "register-closed");
  const opened = await page.request.put("/api/v1/admin/settings", {
    ...settings,
    data: { registration_open: true },
  });
  expect(opened.ok()).toBe(true);
});

it("shows voices with their recordings and consent", async () => {
  await page.goto("/voices");
  await page.getByRole("button", { name: "Ajouter une voix" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nom", { exact: true }).fill("Inès Moreau");
  await dialog.getByLabel("Enregistrements").setInputFiles(sampleRecording());
  await dialog.getByLabel("Cette personne accepte").check();
  await dialog.getByLabel("Comment a-t-elle donné").fill("Par e-mail, le 3 mai");
  await shoot(page, "enrol");
  await dialog.getByRole("button", { name: "Ajouter", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "1 enregistrement" }).click();
  await page.getByText("Enregistrement 1").waitFor();
  await shoot(page, "recordings");
});
