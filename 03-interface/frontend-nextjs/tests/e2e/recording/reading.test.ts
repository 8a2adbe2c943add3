import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import messages from "@messages/en.json";
import { createAdministrator, signIn } from "../support/accounts";
import { violations } from "../support/accessibility";
import { launchBrowser, sampleRecording } from "../support/browser";
import { newUser } from "../support/meetings";

const t = createTranslator({ locale: "en", messages });
const run = Date.now();

let browser: Browser;
let chief: Page;
let colleague: Page;
beforeAll(async () => {
  browser = await launchBrowser([
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-audio-capture=${sampleRecording()}`,
  ]);
  colleague = await newUser(browser, "en", `reading-colleague-${run}@example.org`, "Bruno");
  createAdministrator(`reading-${run}@example.org`, "Camille");
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "en" });
  chief = await context.newPage();
  await chief.goto("/login");
  await signIn(chief, `reading-${run}@example.org`);
});
afterAll(() => browser.close());

const name = `Camille ${run}`;

it("one's own voice is read aloud, heard, and enrolled", async () => {
  await chief.goto("/voices");
  await chief
    .getByRole("button", { name: t("voices.enrol") })
    .first()
    .click();
  const dialog = chief.getByRole("dialog", { name: t("voices.enrolTitle") });
  await dialog.getByLabel(t("voices.name"), { exact: true }).fill(name);
  await dialog.getByRole("checkbox").check();
  await dialog.getByLabel(t("consent.how")).fill("In her own words");
  await dialog.getByRole("button", { name: t("reading.begin") }).click();
  await dialog.getByText(t("reading.second")).waitFor();
  await dialog.getByTestId("level").waitFor();
  // Too little is not taken.
  await dialog.getByRole("button", { name: t("reading.stop") }).click();
  await dialog.getByRole("status").waitFor();
  const files = dialog.locator('input[name="sample"]');
  const lacksSample = () => files.evaluate((input: HTMLInputElement) => input.validity.valueMissing);
  await expect.poll(lacksSample).toBe(true);
  // A recording may take its place.
  await files.setInputFiles(sampleRecording());
  expect(await lacksSample()).toBe(false);
  await expect.poll(() => dialog.getByRole("button", { name: t("voices.submit") }).isEnabled()).toBe(true);
  await files.setInputFiles([]);
  await dialog.getByRole("button", { name: t("reading.again") }).click();
  await dialog.getByText(/^([89]|\d\d) of 8 s/).waitFor({ timeout: 60_000 });
  await dialog.getByRole("button", { name: t("reading.stop") }).click();
  await dialog.getByText(t("reading.check")).waitFor();
  expect(await lacksSample()).toBe(false);
  expect(await violations(chief)).toEqual([]);
  await dialog.locator("audio").evaluate((audio: HTMLAudioElement) => audio.play());
  await dialog.getByRole("button", { name: t("voices.submit") }).click();
  await chief.getByRole("heading", { name }).waitFor();
});

it("lets go of a microphone that is unplugged", async () => {
  const page = await chief.context().newPage();
  await page.addInitScript(() => {
    const opened: AudioContext[] = [];
    const microphones: MediaStream[] = [];
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      microphones.push(stream);
      return stream;
    };
    const Noted = class extends AudioContext {
      constructor() {
        super();
        opened.push(this);
      }
    };
    Object.assign(window, { AudioContext: Noted, opened, microphones });
  });
  await page.goto("/voices");
  await page
    .getByRole("button", { name: t("voices.enrol") })
    .first()
    .click();
  await page.getByRole("button", { name: t("reading.begin") }).click();
  await page.getByTestId("level").waitFor();
  await page.evaluate(() => {
    const { microphones } = window as unknown as { microphones: MediaStream[] };
    for (const stream of microphones) for (const track of stream.getTracks()) track.stop();
  });
  await page.getByRole("button", { name: t("reading.again") }).waitFor();
  await page.waitForFunction(() => {
    const { opened } = window as unknown as { opened: AudioContext[] };
    return opened.length > 0 && opened.every(({ state }) => state === "closed");
  });
  await page.close();
});

it("an administrator shares a voice with the company, and takes it back", async () => {
  await colleague.goto("/voices");
  await colleague.getByRole("heading", { name: t("voices.title"), exact: true }).waitFor();
  expect(await colleague.getByRole("heading", { name }).count()).toBe(0);
  await chief.getByRole("button", { name: t("voices.menuOf", { name }) }).click();
  await chief.getByRole("menuitem", { name: t("voices.share") }).click();
  await chief.getByText(t("voices.sharedOwn")).waitFor();
  await colleague.reload();
  await colleague.getByRole("heading", { name }).waitFor();
  await colleague.getByText(t("voices.sharedOther")).waitFor();
  expect(await colleague.getByRole("button", { name: t("voices.menuOf", { name }) }).count()).toBe(0);
  await chief.getByRole("button", { name: t("voices.menuOf", { name }) }).click();
  await chief.getByRole("menuitem", { name: t("voices.takeBack") }).click();
  await chief.getByText(t("voices.sharedOwn")).waitFor({ state: "detached" });
  await colleague.reload();
  await colleague.getByText(t("voices.none")).waitFor();
  expect(await colleague.getByRole("heading", { name }).count()).toBe(0);
});
