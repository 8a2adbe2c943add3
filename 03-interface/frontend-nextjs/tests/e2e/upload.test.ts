import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import fr from "@messages/fr.json";
import { launchBrowser } from "./support/browser";
import { CutLine } from "./support/cut-line";
import { storedChecksum } from "./support/storage";
import { wavHeader } from "./support/wav";

const MB = 1_000_000;
const SIZE = 300 * MB;
/** Parts under way when the line is cut, which are sent again. */
const LOST_BYTES = 3 * 8 * 2 ** 20;
const UPLOADED_MS = 120_000;
/** A worker that is loading a model reacts only when it has finished. */
const CALLED_OFF_MS = 90_000;

const t = createTranslator({ locale: "fr", messages: fr });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
});
afterAll(() => browser.close());

async function signedIn(baseURL: string, who: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, locale: "fr", permissions: ["microphone"] });
  const [email, password] = [`${who}-${Date.now()}@example.org`, "correct horse battery"];
  await context.request.post("/api/v1/auth/register", { data: { email, password, name: "Camille Renard" } });
  const answer = await context.request.post("/api/v1/auth/login", { form: { username: email, password } });
  expect(answer.status()).toBe(200);
  return context;
}

const tray = (page: Page) => page.getByRole("region", { name: t("upload.tray") });

/** Return the id of the meeting that an upload has become. */
async function meetingOf(page: Page, title: string): Promise<string> {
  const link = tray(page).getByRole("link", { name: title });
  await link.waitFor({ timeout: UPLOADED_MS });
  return (await link.getAttribute("href"))?.split("/").at(-1) ?? "";
}

describe("a large recording over a bad line", () => {
  let folder: string;
  let path: string;
  let checksum: string;
  let line: CutLine;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "scribe-upload-"));
    path = join(folder, "assemblée.wav");
    checksum = await writeNoise(path, SIZE);
    line = await CutLine.to(inject("webUrl"));
    context = await signedIn(line.url, "large");
    page = await context.newPage();
  });
  afterAll(async () => {
    await context.close();
    await line.close();
    await rm(folder, { recursive: true });
  });

  it("resumes by itself after each cut", async () => {
    await page.goto("/meetings");
    await page.getByTestId("recordings").setInputFiles(path);
    await page.getByLabel(t("upload.meetingTitle"), { exact: true }).fill("Assemblée générale");
    let cut = line.cutAfter(50 * MB);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    await cut;
    await page.getByText(t("upload.trouble.offline")).waitFor();
    cut = line.cutAfter(60 * MB);
    line.mend();
    await cut;
    await page.getByText(t("upload.trouble.offline")).waitFor();
    cut = line.cutAfter(60 * MB);
    line.mend();
    await cut;
    expect(line.sent).toBeGreaterThanOrEqual(170 * MB);
  });

  it("resumes with the missing parts after the tab was reloaded", async () => {
    const warned = page.waitForEvent("dialog").then(async (dialog) => {
      await dialog.accept();
      return dialog.type();
    });
    line.mend();
    await page.reload();
    expect(await warned).toBe("beforeunload");
    const chooser = page.waitForEvent("filechooser");
    await tray(page)
      .getByRole("button", { name: t("upload.chooseAgain") })
      .click();
    const [upload] = await (await context.request.get("/api/v1/uploads")).json();
    expect(upload.received_bytes).toBeGreaterThan(170 * MB - 3 * LOST_BYTES);
    const before = line.sent;
    await (await chooser).setFiles(path);
    const id = await meetingOf(page, "Assemblée générale");
    expect(line.sent - before).toBeLessThan(SIZE - upload.received_bytes + MB);
    expect(storedChecksum(id)).toBe(checksum);
  });

  it("is followed over that line, and cancelled", async () => {
    await tray(page).getByRole("link", { name: "Assemblée générale" }).click();
    await page.locator('[aria-current="step"]').waitFor();
    line.cut();
    await page.getByText(t("progress.cut")).waitFor();
    line.mend();
    await page.getByText(t("progress.cut")).waitFor({ state: "detached" });
    await page.getByRole("button", { name: t("progress.cancel") }).click();
    await page.getByRole("heading", { name: t("progress.cancelled") }).waitFor({ timeout: CALLED_OFF_MS });
    await page.getByRole("button", { name: t("progress.retry") }).waitFor();
  });

  it("refuses to resume with another file", async () => {
    await page.goto("/meetings");
    await page.getByTestId("recordings").setInputFiles(path);
    const cut = line.cutAfter(20 * MB);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    await cut;
    page.once("dialog", (dialog) => void dialog.accept());
    line.mend();
    await page.reload();
    const other = join(folder, "autre.wav");
    await writeNoise(other, MB);
    const chooser = page.waitForEvent("filechooser");
    await tray(page)
      .getByRole("button", { name: t("upload.chooseAgain") })
      .click();
    await (await chooser).setFiles(other);
    await page.getByText(t("upload.wrongFile", { file: "assemblée.wav" })).waitFor();
    await page.getByRole("button", { name: t("upload.discardUpload", { name: "assemblée" }) }).click();
    await tray(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: t("common.undo") }).click();
    await tray(page)
      .getByRole("button", { name: t("upload.chooseAgain") })
      .waitFor();
    await page.getByRole("button", { name: t("upload.discardUpload", { name: "assemblée" }) }).click();
    await expect
      .poll(async () => (await context.request.get("/api/v1/uploads")).json(), { timeout: 30_000 })
      .toEqual([]);
  });
});

describe("a recording from the microphone", () => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await signedIn(inject("webUrl"), "microphone");
  });
  afterAll(() => context.close());

  async function startRecording(page: Page): Promise<void> {
    await page.goto("/meetings");
    await page.getByRole("button", { name: t("shell.record"), exact: true }).click();
    await page.getByLabel(t("recording.microphone")).waitFor();
    await page.getByRole("button", { name: t("recording.start") }).click();
    await page.getByRole("timer").filter({ hasText: "0:03" }).waitFor();
  }

  it("survives a closed tab", async () => {
    const closed = await context.newPage();
    await startRecording(closed);
    await closed.close();
    const page = await context.newPage();
    await page.goto("/meetings");
    await tray(page)
      .getByRole("button", { name: t("recording.upload") })
      .click();
    await page.getByLabel(t("upload.meetingTitle"), { exact: true }).fill("Point du matin");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    const id = await meetingOf(page, "Point du matin");
    const meeting = await (await context.request.get(`/api/v1/meetings/${id}`)).json();
    expect(meeting.filename).toMatch(/^Enregistrement [\d-]{10} \d\d\.\d\d\.webm$/);
    expect(meeting.size_bytes).toBeGreaterThan(1_000);
    await expect.poll(() => lengthOf(context, id), { timeout: CALLED_OFF_MS }).toBeGreaterThan(2.5);
    await context.request.delete(`/api/v1/meetings/${id}`, { headers: { origin: inject("webUrl") } });
    await expect.poll(() => page.evaluate(keptChunks)).toBe(0);
    await page.close();
  });

  it("pauses, ends and is sent", async () => {
    const page = await context.newPage();
    await startRecording(page);
    await page.getByRole("button", { name: t("recording.pause") }).click();
    const paused = await page.getByRole("timer").innerText();
    await page.getByRole("button", { name: t("recording.resume") }).click();
    await page.getByRole("timer").filter({ hasNotText: paused }).waitFor();
    await page.getByRole("button", { name: t("recording.stop") }).click();
    await expect
      .poll(() => page.getByLabel(t("upload.meetingTitle"), { exact: true }).inputValue())
      .toMatch(/^Réunion du \d/);
    await page.getByLabel(t("upload.meetingTitle"), { exact: true }).fill("Point du soir");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    const id = await meetingOf(page, "Point du soir");
    await context.request.delete(`/api/v1/meetings/${id}`, { headers: { origin: inject("webUrl") } });
    await page.close();
  });

  it.each([
    ["cancel", (page: Page) => page.getByRole("button", { name: t("upload.dismiss"), exact: true }).click()],
    ["Escape", (page: Page) => page.keyboard.press("Escape")],
    ["a click beside the dialog", (page: Page) => page.mouse.click(5, 5)],
  ])("is in the tray at once after %s", async (_, dismiss) => {
    const page = await context.newPage();
    await startRecording(page);
    await page.getByRole("button", { name: t("recording.stop") }).click();
    await page.getByLabel(t("upload.meetingTitle"), { exact: true }).waitFor();
    await dismiss(page);
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const again = tray(page).getByRole("button", { name: t("recording.upload") });
    await again.click();
    await page.getByLabel(t("upload.meetingTitle"), { exact: true }).fill("Point perdu");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    const id = await meetingOf(page, "Point perdu");
    expect(await again.count()).toBe(0);
    await context.request.delete(`/api/v1/meetings/${id}`, { headers: { origin: inject("webUrl") } });
    await expect.poll(() => page.evaluate(keptChunks)).toBe(0);
    await page.close();
  });
});

/** Return the duration that the worker decoded, in seconds; 0 until it has. */
async function lengthOf(context: BrowserContext, meetingId: string): Promise<number> {
  const meeting = await (await context.request.get(`/api/v1/meetings/${meetingId}`)).json();
  return meeting.duration ?? 0;
}

/** Return the duration of all recordings stored in the browser, in seconds. */
function keptChunks(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("scribe");
    opening.onerror = () => reject(new Error("The browser's storage does not open."));
    opening.onsuccess = () => {
      const counting = opening.result.transaction("chunks").objectStore("chunks").count();
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
}

/** Write a WAV file of noise, 48 kHz stereo, and return its SHA-256. */
async function writeNoise(path: string, size: number): Promise<string> {
  const header = wavHeader({ rate: 48_000, channels: 2, bits: 16 }, size - 44);
  const hash = createHash("sha256").update(header);
  const file = await open(path, "w");
  await file.write(header);
  for (let left = size - header.length; left > 0; left -= MB) {
    const piece = randomBytes(Math.min(left, MB));
    hash.update(piece);
    await file.write(piece);
  }
  await file.close();
  return hash.digest("hex");
}
