import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser, sampleRecording } from "../e2e/browser";
import { PICTURES_EACH, shoot as take, SIZES } from "./camera";

const TRANSCRIBED_MS = 150_000;

let browser: Browser;
let page: Page;
let taken = 0;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({
    baseURL: inject("webUrl"),
    locale: "fr",
    viewport: SIZES.desktop,
    reducedMotion: "reduce",
  });
});
afterAll(() => browser.close());

async function shoot(name: string): Promise<void> {
  await take(page, name);
  taken += PICTURES_EACH;
}

it("shows every page", async () => {
  await page.goto("/login");
  await shoot("login");
  await page.goto("/register");
  await page.getByLabel("Nom").fill("Camille Renard");
  await page.getByLabel("Adresse e-mail").fill(`shots-${Date.now()}@example.org`);
  await page.getByLabel("Mot de passe").fill("correct horse battery");
  await shoot("register");
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await page.getByRole("heading", { name: "Votre première réunion" }).waitFor();
  await shoot("empty");

  await page.getByTestId("recordings").setInputFiles(sampleRecording());
  await page.getByLabel("Titre").fill("Point hebdomadaire avec Steve");
  await shoot("upload");
  await page.getByRole("button", { name: "Transcrire", exact: true }).last().click();
  await page.getByRole("region", { name: "Envois" }).getByRole("link").click();
  await page.locator('[aria-current="step"]').waitFor();
  await shoot("processing");
  await page.getByTestId("transcript").waitFor({ timeout: TRANSCRIBED_MS });
  await page.getByRole("button", { name: "Vider la liste des envois" }).click();
  await page.getByRole("button", { name: "Nommer Locuteur 1" }).click();
  await page.getByLabel("Nom", { exact: true }).fill("Katie");
  await page.getByLabel("Cette personne accepte").check();
  await page.getByLabel("Comment a-t-elle donné").fill("Demandé en réunion");
  await shoot("name");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await page.getByText("La voix de Katie est apprise").waitFor();
  await page.locator('[data-word="20"]').click();
  await page.keyboard.press("k");
  await page.locator("[data-spoken]").waitFor();
  await shoot("meeting");
  await page.locator('[data-word="20"]').dblclick();
  await page.getByLabel("Texte de ce passage").waitFor();
  await shoot("edit");
  await page.getByLabel("Texte de ce passage").fill("Voici un texte corrigé à la main.");
  await page.keyboard.press("Enter");
  await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  await page.getByRole("button", { name: "Historique des versions" }).click();
  await page.getByTestId("revisions").waitFor();
  await shoot("history");
  await page.keyboard.press("Escape");
  await page.goto("/voices");
  await page.getByRole("heading", { name: "Katie" }).waitFor();
  await shoot("voices");

  await page.getByTestId("recordings").setInputFiles([
    { name: "entretien.wav", mimeType: "audio/wav", buffer: await readFile(sampleRecording()) },
    {
      name: "ordre du jour.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.7\n".padEnd(9_000, "x")),
    },
  ]);
  await page.getByRole("button", { name: "Transcrire les 2 fichiers" }).click();
  await page.getByText("Ce fichier n’est ni un son ni une vidéo.").waitFor();
  await page.goto("/meetings");
  await page.getByRole("link", { name: "Point hebdomadaire" }).waitFor();
  await shoot("meetings");
  expect(taken).toBe(44);
});
