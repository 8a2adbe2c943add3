import { execFileSync } from "node:child_process";
import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser, PYTHON } from "../support/browser";
import { LANGUAGES } from "../support/languages";
import { newUser } from "../support/meetings";
import { toneRecording } from "../support/planted";

const [FIRST, SECOND] = ["Nous gardons le projet Delta.", "Je préviens le client vendredi."] as const;
const [CAMILLE, YANIS] = ["Camille", "Yanis"] as const;
const WORD = `
import docx, io, sys
made = docx.Document()
for line in sys.argv[1:]:
    made.add_paragraph(line)
file = io.BytesIO()
made.save(file)
sys.stdout.buffer.write(file.getvalue())
`;
const SRT = `1
00:00:01,000 --> 00:00:03,000
${CAMILLE}: ${FIRST}

2
00:00:03,500 --> 00:00:05,000
${YANIS}: ${SECOND}
`;
const BROKEN = SRT.replace("00:00:03,500", "half past three");
const LINES = [`${CAMILLE}: ${FIRST}`, `${YANIS}: ${SECOND}`];

/** The same two sentences in each format that people bring. */
const FORMATS: Record<string, () => Buffer> = {
  "call.srt": () => Buffer.from(SRT),
  "call.vtt": () =>
    Buffer.from(
      `WEBVTT\n\n00:01.000 --> 00:03.000\n<v ${CAMILLE}>${FIRST}\n\n00:03.500 --> 00:05.000\n<v ${YANIS}>${SECOND}\n`,
    ),
  "call.json": () =>
    Buffer.from(
      JSON.stringify({
        language: "fr",
        segments: [
          { start: 1, end: 3, text: FIRST, speaker: CAMILLE },
          { start: 3.5, end: 5, text: SECOND, speaker: YANIS },
        ],
      }),
    ),
  "call.txt": () => Buffer.from(LINES.join("\n")),
  "call.docx": () => execFileSync(PYTHON, ["-c", WORD, ...LINES]),
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(LANGUAGES)("in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    page = await newUser(browser, locale, `imports-${locale}-${Date.now()}@example.org`, "Noé Garnier");
    page.on("pageerror", (error) => failures.push(error.message));
  });
  afterAll(() => page.context().close());

  const choose = (label: string, name: string, mimeType: string, buffer: Buffer) =>
    page.getByLabel(label, { exact: true }).setInputFiles({ name, mimeType, buffer });
  const transcript = (name: string, buffer: Buffer) =>
    choose(t("importing.transcript"), name, "application/octet-stream", buffer);
  const submit = () => page.getByRole("button", { name: t("importing.submit"), exact: true }).click();

  async function isRead(): Promise<void> {
    await page.waitForURL(/\/meetings\/[0-9a-f-]{36}/);
    const read = page.getByTestId("transcript");
    for (const said of [FIRST, SECOND]) await read.getByText(said).waitFor();
    for (const name of [CAMILLE, YANIS]) await read.getByText(name, { exact: true }).first().waitFor();
  }

  it("names the place of an error, and keeps what was filled in", async () => {
    await page.goto("/meetings");
    await page.goto("/import");
    await page.getByRole("heading", { name: t("importing.title"), level: 1 }).waitFor();
    await transcript("call.srt", Buffer.from(BROKEN));
    const title = page.getByLabel(t("upload.meetingTitle"), { exact: true });
    await title.fill("Point Delta");
    await choose(t("importing.recording"), "call.wav", "audio/wav", toneRecording());
    await submit();
    const fault = page.getByText("half past three");
    await fault.waitFor();
    const said = await fault.innerText();
    expect(said).toMatch(/\b6\b.*00:00:01,000 --> 00:00:04,000/);
    const expected = t("importing.expected.times", { example: "00:00:01,000 --> 00:00:04,000" });
    expect(said).toContain(expected);
    const field = page.getByLabel(t("importing.transcript"), { exact: true });
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => field.evaluate((input) => document.activeElement === input)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => title.inputValue()).toBe("Point Delta");

    await transcript("call.srt", Buffer.from(SRT));
    await fault.waitFor({ state: "detached" });
    await submit();
    await isRead();
    await page.getByRole("heading", { name: "Point Delta", level: 1 }).waitFor();
    await page.locator("audio").waitFor({ state: "attached" });
  });

  // What is read does not depend on the language of the page.
  it.each(locale === "fr" ? Object.entries(FORMATS) : [])(
    "reads %s, without a recording",
    async (name, content) => {
      await page.goto("/import");
      await transcript(name, content());
      await submit();
      await isRead();
      await page.getByRole("heading", { name: "call", level: 1 }).waitFor();
      expect(await page.locator("audio").count()).toBe(0);
    },
  );

  it("raises no error in the page", () => {
    expect(failures).toEqual([]);
  });
});
