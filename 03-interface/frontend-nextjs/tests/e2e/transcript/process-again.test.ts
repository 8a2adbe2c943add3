import { readFile } from "node:fs/promises";
import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isolate } from "@/lib/format/isolate";
import { violations } from "../support/accessibility";
import { launchBrowser, sampleRecording } from "../support/browser";
import { LANGUAGES } from "../support/languages";
import { importPlanted } from "../support/imported";
import { HEADERS, importMeeting, newUser, shareMeeting } from "../support/meetings";
import { repeated } from "../support/wav";

const TRANSCRIBED_MS = 160_000;
const TITLE = "Point";
const EDITED = "Corrected by hand";
const HOTWORDS = "Katie, Steve";

type Options = { language: string | null; hotwords: string | null; speakers: { exact: number | null } };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Send four minutes with the number of people in them, and return the id of the meeting: work on them is seen. */
async function send(page: Page): Promise<string> {
  const buffer = repeated(await readFile(sampleRecording()), 8);
  const file = { name: "point.wav", mimeType: "audio/wav", buffer };
  const answer = await page.request.post("/api/v1/process", {
    headers: HEADERS(),
    multipart: { title: TITLE, speakers: 2, file },
  });
  expect(answer.status()).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}

describe.each(LANGUAGES)("in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  const failures: string[] = [];
  let page: Page;
  let id: string;

  beforeAll(async () => {
    page = await newUser(browser, locale, `again-${locale}-${Date.now()}@example.org`, "Camille");
    page.on("pageerror", (error) => failures.push(error.message));
    id = await send(page);
    await page.goto(`/meetings/${id}`);
    await page.getByTestId("transcript").waitFor({ timeout: TRANSCRIBED_MS });
  }, TRANSCRIBED_MS + 60_000);
  afterAll(() => page.context().close());

  const opening = () => page.getByRole("button", { name: t("again.title") });
  const form = () => page.getByRole("dialog", { name: t("again.title") });
  const attempt = () => page.getByRole("region", { name: t("again.label") });
  const tray = () => page.getByRole("region", { name: t("upload.tray") });
  const language = () => form().getByRole("button", { name: new RegExp(`^${t("upload.language")}, `) });
  const firstText = () => page.locator('[data-block="0"] p').first().innerText();
  const saved = () => page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();

  async function openForm(): Promise<void> {
    await opening().click();
    await form().getByText(t("again.text")).waitFor();
  }

  it("begins with the options of the last attempt, and sends others", async () => {
    await page.locator('[data-word="0"]').dblclick();
    await page.getByLabel(t("editing.textOf")).fill(EDITED);
    await page.keyboard.press("Enter");
    await saved();

    await openForm();
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => form().getByLabel(t("upload.speakersExact")).inputValue()).toBe("2");
    await form().getByLabel(t("upload.speakersExact")).fill("3");
    await language().click();
    await page.getByPlaceholder(t("upload.languageFind")).fill("en");
    await page.keyboard.press("Enter");
    await form().getByLabel(t("upload.hotwords")).fill(HOTWORDS);
    await form()
      .getByRole("button", { name: t("again.submit") })
      .click();
    await form().waitFor({ state: "detached" });
  });

  it("says that it is worked on, while the earlier result is read", async () => {
    await attempt().getByText(t("again.running")).waitFor();
    await expect.poll(() => opening().isDisabled()).toBe(true);
    await expect.poll(firstText).toBe(EDITED);
    expect(await violations(page)).toEqual([]);
  });

  it(
    "is followed to its end from other pages, as an upload is",
    { timeout: TRANSCRIBED_MS + 60_000 },
    async () => {
      await page.goto("/meetings");
      await tray().getByRole("link", { name: TITLE }).waitFor();
      await tray().getByText(t("upload.trayAgain"), { exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
      await tray().locator('[data-status="completed"]').waitFor({ timeout: TRANSCRIBED_MS });
      await page.getByText(t("upload.ready.ready", { title: TITLE })).waitFor();
      await page.getByRole("button", { name: t("upload.ready.open") }).click();
      await page.waitForURL(`**/meetings/${id}`);
    },
  );

  it("shows the new result, and keeps the edit in the history", async () => {
    await page.getByText(t("editing.reprocessed.fresh")).waitFor();
    expect(await firstText()).not.toBe(EDITED);
    expect(await attempt().count()).toBe(0);
    const meeting = await page.request.get(`/api/v1/meetings/${id}`);
    const { options } = (await meeting.json()) as { options: Options };
    expect(options).toMatchObject({ language: "en", hotwords: HOTWORDS, speakers: { exact: 3 } });

    await page.getByRole("button", { name: t("editing.history.title") }).click();
    await page.getByTestId("revisions").getByText("Camille").first().waitFor();
    await expect
      .poll(() => page.getByTestId("revisions").getByText(t("editing.history.machine")).count())
      .toBe(2);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: t("editing.reprocessed.restore") }).click();
    await expect.poll(firstText).toBe(EDITED);
    await saved();
    await page.getByRole("button", { name: t("editing.reprocessed.adopt") }).click();
    await expect.poll(firstText).not.toBe(EDITED);
    await saved();
  });

  it("begins the next time with the options that were chosen", async () => {
    await openForm();
    expect(await language().getAttribute("aria-label")).not.toContain(t("upload.automatic"));
    await expect.poll(() => form().getByLabel(t("upload.speakersExact")).inputValue()).toBe("3");
    await expect.poll(() => form().getByLabel(t("upload.hotwords")).inputValue()).toBe(HOTWORDS);
    await page.keyboard.press("Escape");
    expect(failures).toEqual([]);
  });
  it("says why it cannot be done, and what becomes of a transcript that was imported", async () => {
    const editor = `edits-${locale}-${Date.now()}@example.org`;
    const other = await newUser(browser, locale, editor, "Yanis");
    const says = async (reader: Page, meeting: string, text: string) => {
      await reader.goto(`/meetings/${meeting}`);
      await reader.getByRole("button", { name: t("again.title") }).click();
      const dialog = reader.getByRole("dialog", { name: t("again.title") });
      await dialog.getByText(text).waitFor();
      return dialog.getByRole("button", { name: t("again.submit") }).count();
    };
    const alone = await importMeeting(page, "Seul", "Camille: Bonjour.\n");
    expect(await says(page, alone, t("again.importedAlone"))).toBe(0);
    expect(await violations(page)).toEqual([]);
    const heard = await importPlanted(page);
    await page.goto(`/meetings/${heard}`);
    await page.getByTestId("transcript").waitFor();
    await expect.poll(() => says(page, heard, t("again.textImported"))).toBe(1);
    await shareMeeting(page, heard, editor, "edit");
    expect(await says(other, heard, t("again.ownerOnly", { name: isolate("Camille") }))).toBe(0);
    await other.context().close();
  });
});
