import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, inject, it } from "vitest";
import { launchBrowser, sampleRecording } from "../e2e/browser";

const TARGET = join(import.meta.dirname, "../../screenshots");
const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  await mkdir(TARGET, { recursive: true });
  browser = await launchBrowser(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
  page = await browser.newPage({
    baseURL: inject("webUrl"),
    locale: "fr",
    permissions: ["microphone"],
    viewport: SIZES.desktop,
  });
});
afterAll(() => browser.close());

/** Light on a desk, dark in the hand: the two that differ most. */
async function shootBoth(name: string): Promise<void> {
  for (const [size, colorScheme] of [
    ["desktop", "light"],
    ["desktop", "dark"],
    ["phone", "light"],
    ["phone", "dark"],
  ] as const) {
    await page.setViewportSize(SIZES[size]);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction(
      (dark) => document.documentElement.classList.contains("dark") === dark,
      colorScheme === "dark",
    );
    await page.screenshot({ path: join(TARGET, `${name}-${size}-${colorScheme}.png`) });
  }
  await page.setViewportSize(SIZES.desktop);
}

it("shows recordings on their way", async () => {
  const account = { email: `upload-shots-${Date.now()}@example.org`, password: "correct horse battery" };
  await page.request.post("/api/v1/auth/register", { data: { ...account, name: "Camille Renard" } });
  await page.request.post("/api/v1/auth/login", {
    form: { username: account.email, password: account.password },
  });
  await page.goto("/meetings");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await page.getByLabel("Microphone").waitFor();
  await shootBoth("recorder");
  await page.getByRole("button", { name: "Commencer l’enregistrement" }).click();
  await page.getByRole("timer").filter({ hasText: "0:03" }).waitFor();
  await shootBoth("recording");
  await page.getByRole("button", { name: "Terminer" }).click();
  await page.getByRole("button", { name: /^Langue/ }).click();
  await page.getByPlaceholder("Chercher une langue").fill("po");
  await shootBoth("language");
  await page.keyboard.press("Escape");
  await page.getByLabel("Nombre de personnes").selectOption("range");
  await shootBoth("options");
  await page.keyboard.press("Escape");

  // A part that never arrives, one file that is none, and the recording that waits.
  await page.route("**/parts/*", async (route) => route.abort());
  await page.getByTestId("recordings").setInputFiles(sampleRecording());
  await page.getByLabel("Titre").fill("Point hebdomadaire avec Steve");
  await page.getByRole("button", { name: "Transcrire", exact: true }).last().click();
  await page.getByText("Connexion perdue").waitFor();
  await shootBoth("trouble");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.getByRole("button", { name: "Choisir le fichier" }).waitFor();
  await page.getByRole("button", { name: "Envoyer", exact: true }).waitFor();
  await shootBoth("interrupted");
});
