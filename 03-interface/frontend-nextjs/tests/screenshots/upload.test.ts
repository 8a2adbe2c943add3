import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { register } from "../e2e/support/accounts";
import { launchBrowser, sampleRecording } from "../e2e/support/browser";
import { LANGUAGES } from "../e2e/support/languages";
import { openPage, shoot as take, translator } from "./camera";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
});
afterAll(() => browser.close());

describe.each(LANGUAGES)("in %s", (locale) => {
  const t = translator(locale);
  let page: Page;
  const shoot = (name: string) => take(page, locale, name);
  const submit = () =>
    page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();

  beforeAll(async () => {
    page = await openPage(browser, locale, ["microphone"]);
    await register(page, `upload-${locale}-${Date.now()}@example.org`, "Camille Renard");
    await page.goto("/meetings");
  });
  afterAll(() => page.close());

  it("shows a recording being made", async () => {
    await page.getByRole("button", { name: t("shell.record"), exact: true }).click();
    await page.getByLabel(t("recording.microphone")).waitFor();
    await shoot("recorder");
    await page.getByRole("button", { name: t("recording.start") }).click();
    await page.getByRole("timer").filter({ hasText: "0:03" }).waitFor();
    await shoot("recording");
    await page.getByRole("button", { name: t("recording.stop") }).click();
  });

  it("shows what can be said of a recording", async () => {
    await page.getByRole("button", { name: new RegExp(`^${t("upload.language")}`) }).click();
    await page.getByPlaceholder(t("upload.languageFind")).fill("po");
    await shoot("language");
    await page.keyboard.press("Escape");
    await page.getByLabel(t("upload.speakers")).selectOption("range");
    await shoot("options");
    await page.keyboard.press("Escape");
  });

  /** A file that is no recording, a part that never arrives, and a waiting recording. */
  it("shows uploads in trouble", async () => {
    const pdf = Buffer.from("%PDF-1.7\n".padEnd(9_000, "x"));
    await page
      .getByTestId("recordings")
      .setInputFiles({ name: "agenda.pdf", mimeType: "application/pdf", buffer: pdf });
    await page.getByText(t("upload.noRecording")).waitFor();
    await shoot("refused");
    await page.keyboard.press("Escape");
    await page.route("**/parts/*", async (route) => route.abort());
    await page.getByTestId("recordings").setInputFiles(sampleRecording());
    await page
      .getByLabel(t("upload.meetingTitle"), { exact: true })
      .fill(locale === "fr" ? "Conseil de juin" : "June board meeting");
    await submit();
    await page.getByText(t("upload.trouble.offline")).waitFor();
    await shoot("trouble");
    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await page.getByRole("button", { name: t("upload.chooseAgain") }).waitFor();
    await page.getByRole("button", { name: t("recording.upload"), exact: true }).waitFor();
    await shoot("interrupted");
  });
});
