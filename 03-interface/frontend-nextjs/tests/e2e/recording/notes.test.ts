import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import fr from "@messages/fr.json";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { newUser } from "../support/meetings";

const t = createTranslator({ locale: "fr", messages: fr });
const HOUR_MS = 3_600_000;
const EMAIL = `notes-${Date.now()}@example.org`;
let browser: Browser;
let page: Page;

type Note = { second: number; segments: number[]; text: string };

beforeAll(async () => {
  browser = await launchBrowser(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
  page = await newUser(browser, "fr", EMAIL, "Zoé");
  await page.context().grantPermissions(["microphone"]);
});
afterAll(() => browser.close());

const field = () => page.getByLabel(t("recording.note"), { exact: true });
/** Wait until that many seconds are recorded. */
const reached = (seconds: number) =>
  vi.waitFor(async () => expect(await secondsShown()).toBeGreaterThanOrEqual(seconds), { timeout: 30_000 });

async function startRecording(): Promise<void> {
  await page.goto("/meetings");
  await page.getByRole("button", { name: t("shell.record"), exact: true }).click();
  await page.getByRole("button", { name: t("recording.start") }).click();
}

const secondsShown = async () => {
  const [minutes = 0, rest = 0] = (await page.getByRole("timer").innerText()).split(":").map(Number);
  return minutes * 60 + rest;
};

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

/** Send what was recorded, and return the notes and the time of its meeting, which is deleted again. */
async function send(title: string): Promise<{ notes: Note[]; held: string }> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("upload.meetingTitle"), { exact: true }).fill(title);
  const completed = page.waitForResponse((answer) => answer.url().endsWith("/complete") && answer.ok());
  await dialog.getByRole("button", { name: t("upload.submit", { count: 1 }) }).click();
  const { id, held_at: held } = (await (await completed).json()) as { id: string; held_at: string };
  const notes = (await (await page.request.get(`/api/v1/meetings/${id}/comments`)).json()) as Note[];
  const origin = new URL(page.url()).origin;
  await page.request.delete(`/api/v1/meetings/${id}`, { headers: { origin } });
  return { notes, held };
}

/** Have all recordings in this browser begun a day earlier, and return when the first was. */
function dateBack(): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("scribe");
      opening.onsuccess = () => resolve(opening.result);
    });
    const transaction = database.transaction("recordings", "readwrite");
    const store = transaction.objectStore("recordings");
    const begun = await new Promise<Date[]>((resolve) => {
      const reading = store.getAll();
      reading.onsuccess = () => {
        const kept = reading.result as { startedAt: Date }[];
        const earlier = kept.map((one) => ({
          ...one,
          startedAt: new Date(Number(one.startedAt) - 86_400_000),
        }));
        for (const one of earlier) store.put(one);
        transaction.oncomplete = () => resolve(earlier.map(({ startedAt }) => startedAt));
      };
    });
    database.close();
    return begun[0]?.toISOString() ?? "";
  });
}

it("keeps notes at their second through a closed tab, as they were changed", async () => {
  await startRecording();
  await reached(2);
  await field().pressSequentially("B");
  const begun = await secondsShown();
  await field().pressSequentially("ugdet");
  await reached(begun + 2);
  await field().press("Enter");
  await field().fill("Rien");
  await field().press("Enter");
  const notes = page.getByRole("list", { name: t("recording.notes") });
  await notes.getByRole("listitem").nth(1).waitFor();
  expect(await violations(page)).toEqual([]);
  await notes
    .getByRole("button", { name: /^Retirer la note/ })
    .last()
    .press("Enter");
  await expect.poll(() => focused(page)).toMatch(/^Retirer la note/);
  await notes
    .getByRole("button", { name: /^Modifier la note/ })
    .first()
    .click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Budget ?");
  await page.keyboard.press("Enter");
  await notes.getByText("Budget ?").waitFor();
  await expect.poll(() => focused(page)).toMatch(/^Modifier la note/);
  const typed = await secondsShown();
  await field().fill("Qui paie");
  await reached(typed + 3);
  const context = page.context();
  await page.close();
  page = await context.newPage();
  await page.goto("/meetings");
  await page.getByRole("button", { name: t("recording.upload") }).click();
  const {
    notes: [note, ...more],
  } = await send("Point du matin");
  expect(more.map(({ text }) => text)).toEqual(["Qui paie"]);
  expect(note).toMatchObject({ text: "Budget ?" });
  expect(note?.second).toBeGreaterThanOrEqual(2);
  // It is of the second in which its first letter came.
  expect(note?.second).toBeLessThan(begun + 1);
});

it("keeps what is still being typed when the recording ends", async () => {
  await startRecording();
  await reached(2);
  await field().fill("À suivre");
  await page.getByRole("button", { name: t("recording.stop") }).click();
  const { notes, held } = await send("Point du soir");
  expect(Date.now() - Date.parse(held)).toBeLessThan(HOUR_MS);
  expect(notes.map(({ text }) => text)).toEqual(["À suivre"]);
});

it("dates what is sent a day later by when it was recorded", async () => {
  await startRecording();
  await reached(2);
  const context = page.context();
  await page.close();
  page = await context.newPage();
  await page.goto("/meetings");
  const begun = await dateBack();
  await page.reload();
  await page.getByRole("button", { name: t("recording.upload") }).click();
  const { held } = await send("Point d’hier");
  expect(Date.parse(held)).toBe(Date.parse(begun));
});
