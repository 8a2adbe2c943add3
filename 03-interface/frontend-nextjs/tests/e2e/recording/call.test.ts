import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { LANGUAGES, sayIn, turnTo } from "../support/languages";
import { newUser } from "../support/meetings";

let t = sayIn("fr");
let browser: Browser;
let page: Page;

/** Far above what the fake microphone beeps. */
const TONE_HERTZ = 3000;

type Sharing = { stopSharing: () => void };

beforeAll(async () => {
  browser = await launchBrowser(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
  page = await newUser(browser, "fr", `call-${Date.now()}@example.org`, "Zoé");
  await page.context().grantPermissions(["microphone"]);
  // A browser without windows has none to share: what is shared is a tone.
  await page.addInitScript((frequency) => {
    navigator.mediaDevices.getDisplayMedia = () => {
      if (window.location.hash === "#silent") return Promise.resolve(new MediaStream());
      const audio = new AudioContext();
      const tone = new OscillatorNode(audio, { frequency });
      const target = audio.createMediaStreamDestination();
      tone.connect(target);
      tone.start();
      const stopSharing = () => target.stream.getTracks()[0]?.dispatchEvent(new Event("ended"));
      Object.assign(window, { stopSharing });
      return Promise.resolve(target.stream);
    };
  }, TONE_HERTZ);
});
afterAll(() => browser.close());

async function askForCall(hash = ""): Promise<void> {
  await page.goto(`/meetings${hash}`);
  await page.reload();
  await page.getByRole("button", { name: t("shell.record"), exact: true }).click();
  await page.getByLabel(t("recording.microphone")).waitFor();
  await page.getByRole("button", { name: t("recording.startCall") }).focus();
  await page.keyboard.press("Enter");
}

/**
 * Return how loud the shared tone is on each channel of the recording that is kept in the browser. What a busy machine
 * leaves out or adds, as gaps and clicks, is no tone.
 */
function tones(): Promise<number[]> {
  return page.evaluate(async (frequency) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("scribe");
      opening.onsuccess = () => resolve(opening.result);
    });
    const chunks = await new Promise<Blob[]>((resolve) => {
      const reading = database.transaction("chunks").objectStore("chunks").getAll();
      reading.onsuccess = () => resolve(reading.result as Blob[]);
    });
    database.close();
    const audio = new OfflineAudioContext(2, 48_000, 48_000);
    const sound = await audio.decodeAudioData(await new Blob(chunks).arrayBuffer());
    const part = 4_800;
    return Array.from({ length: sound.numberOfChannels }, (_, channel) => {
      const samples = sound.getChannelData(channel);
      const levels: number[] = [];
      for (let at = 0; at + part <= samples.length; at += part) {
        let [real, imaginary] = [0, 0];
        samples.subarray(at, at + part).forEach((sample, place) => {
          const angle = (2 * Math.PI * frequency * place) / sound.sampleRate;
          real += sample * Math.cos(angle);
          imaginary += sample * Math.sin(angle);
        });
        levels.push((2 * Math.hypot(real, imaginary)) / part);
      }
      return levels.reduce((sum, level) => sum + level, 0) / levels.length;
    });
  }, TONE_HERTZ);
}

it.each(LANGUAGES)("says what is missing where what is shared has no sound, in %s", async (locale) => {
  t = await turnTo(page, locale);
  await askForCall("#silent");
  await page.getByText(t("recording.callFaults.silent")).waitFor();
  expect(await violations(page)).toEqual([]);
});

it("keeps both sides on channels of their own, and ends with the sharing", async () => {
  t = await turnTo(page, "en");
  await askForCall();
  await page.getByText(t("recording.runningCall")).waitFor();
  await page.getByRole("timer").filter({ hasText: "0:04" }).waitFor();
  await page.evaluate(() => (window as unknown as Sharing).stopSharing());
  await page.getByRole("dialog").getByLabel(t("upload.meetingTitle"), { exact: true }).waitFor();
  const [microphone = 1, others = 0, ...more] = await tones();
  expect(more).toEqual([]);
  expect(others).toBeGreaterThan(0.1);
  expect(microphone / others).toBeLessThan(0.05);
});

it("names the one who records, on the channel of the microphone", async () => {
  const sent = page.waitForResponse("**/api/v1/uploads/*/complete");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("upload.submit", { count: 1 }) })
    .click();
  const { options } = await (await sent).json();
  expect(options).toMatchObject({ channels: "separate", first_channel: "Zoé" });
});

it.each(LANGUAGES)("says where a browser cannot, in %s", async (locale, messages) => {
  const say = createTranslator({ locale, messages });
  const older = await newUser(browser, locale, `older-${locale}-${Date.now()}@example.org`, "Inès");
  await older.context().grantPermissions(["microphone"]);
  await older.addInitScript(() => {
    navigator.mediaDevices.getSupportedConstraints = () => ({});
  });
  await older.goto("/meetings");
  await older.getByRole("button", { name: say("shell.record"), exact: true }).click();
  await older.getByText(say("recording.callUnsupported")).waitFor();
  await expect
    .poll(() => older.getByRole("button", { name: say("recording.startCall") }).isDisabled())
    .toBe(true);
  await older.context().close();
});
