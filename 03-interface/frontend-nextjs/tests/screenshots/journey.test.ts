import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { launchBrowser, sampleRecording } from "../e2e/support/browser";
import { LANGUAGES } from "../e2e/support/languages";
import { openPage, shoot as take, translator } from "./camera";

const TRANSCRIBED_MS = 150_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The first recording of a new account, with the real pipeline. */
describe.each(LANGUAGES)("in %s", (locale) => {
  const t = translator(locale);
  const title = locale === "fr" ? "Point hebdomadaire avec Steve" : "Weekly catch-up with Steve";
  let page: Page;
  const shoot = (name: string) => take(page, locale, name);

  beforeAll(async () => {
    page = await openPage(browser, locale);
  });
  afterAll(() => page.close());

  it("shows the way in", async () => {
    await shoot("login");
    await page.goto("/register");
    await page.getByLabel(t("account.name")).fill("Camille Renard");
    await page.getByLabel(t("account.email")).fill(`camille.renard-${Date.now()}@example.org`);
    await page.getByLabel(t("account.password")).fill("correct horse battery");
    await shoot("register");
    await page.getByRole("button", { name: t("account.register") }).click();
    await page.getByRole("heading", { name: t("meetings.none") }).waitFor();
    await shoot("empty");
    await page.goto("/nowhere");
    await page.getByRole("heading", { name: t("notFound.title") }).waitFor();
    await shoot("not-found");
  });

  it("shows the first recording from upload to transcript", async () => {
    await page.goto("/meetings");
    await page.getByTestId("recordings").setInputFiles(sampleRecording());
    await page.getByLabel(t("upload.meetingTitle"), { exact: true }).fill(title);
    await shoot("upload");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    await page
      .getByRole("region", { name: t("upload.tray") })
      .getByRole("link")
      .click();
    await page.locator('[aria-current="step"]').waitFor();
    await shoot("processing");
    await page.getByTestId("transcript").waitFor({ timeout: TRANSCRIBED_MS });
    const speaker = t("transcript.speaker", { number: 1 });
    await page.getByRole("button", { name: t("speakers.thisIsOf", { name: speaker }) }).click();
    await page.getByLabel(t("speakers.name"), { exact: true }).fill("Katie");
    await page.getByLabel(t("speakers.remember")).check();
    await page.getByLabel(t("consent.agreed")).check();
    await page.getByLabel(t("consent.how")).fill(t("consent.example"));
    await shoot("name");
    await page.getByRole("button", { name: t("speakers.save"), exact: true }).click();
    await page.getByText(t("speakers.learnt", { name: "Katie" })).waitFor();
    await page.locator('[data-word="20"]').click();
    await page.keyboard.press("k");
    await page.locator("[data-spoken]").waitFor();
    await shoot("meeting-short");
    await page.goto("/voices");
    await page.getByRole("heading", { name: "Katie" }).waitFor();
    await shoot("voices");
  });
});
