import { readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import type { APIResponse, Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import { violations } from "../e2e/support/accessibility";
import { register } from "../e2e/support/accounts";
import { launchBrowser, sampleRecording } from "../e2e/support/browser";

/** The small model writes about twenty tokens a second on two quiet cores. */
const WRITTEN_MS = 240_000;
const PLAYED_SECONDS = 8;
const FRENCH = `1
00:00:01,000 --> 00:00:06,000
Camille: Nous gardons le projet Delta jusqu'à la fin du mois de mars.

2
00:00:06,500 --> 00:00:11,000
Yanis: D'accord. Je préviens le client vendredi et j'envoie le contrat.

3
00:00:11,500 --> 00:00:17,000
Camille: Le budget du projet reste à douze mille euros, c'est décidé.

4
00:00:17,500 --> 00:00:22,000
Yanis: Qui s'occupe de la salle pour la prochaine réunion ?
`;

type Line = { stale: boolean; evidence: { segment: number }[] };
type Template = { sections: { instructions: string }[] };
type Segment = { id: number; text: string };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function read<T>(answer: APIResponse): Promise<T> {
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
}

async function visit(locale: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: inject("webUrl"),
    locale,
    reducedMotion: "reduce",
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.goto("/login");
  await register(page, `answers-${locale}-${Date.now()}@example.org`, "Camille Renard");
  const isReady = async () => {
    const { language } = await read<{ language: string }>(await page.request.get("/api/v1/answers/status"));
    expect(language).toBe("ready");
  };
  await vi.waitFor(isReady, { timeout: WRITTEN_MS, interval: 500 });
  return page;
}

/** Send a recording, or import what was said with it, and return the meeting when it can be read. */
async function send(page: Page, said: string | null): Promise<string> {
  const file = { name: "Point Delta.wav", mimeType: "audio/wav", buffer: readFileSync(sampleRecording()) };
  const { id } = await read<{ id: string }>(
    await page.request.post(said ? "/api/v1/imports" : "/api/v1/process", {
      headers: { Origin: inject("webUrl") },
      multipart: said
        ? { file, transcript: { name: "delta.srt", mimeType: "text/plain", buffer: Buffer.from(said) } }
        : { file },
    }),
  );
  const isCompleted = async () => {
    const { status } = await read<{ status: string }>(await page.request.get(`/api/v1/meetings/${id}`));
    expect(status).toBe("completed");
  };
  await vi.waitFor(isCompleted, { timeout: WRITTEN_MS, interval: 500 });
  return id;
}

/** Minutes and answers by a real language model: an imported French meeting, and a recording that was transcribed. */
describe.each([
  ["fr", fr, FRENCH, "Quel est le budget du projet Delta ?", "Rien de tout cela n'a été dit."],
  ["en", en, null, "Where is Sheila?", "Nothing of the kind was said."],
] as const)("in %s", (locale, messages, said, question, instead) => {
  const t = createTranslator({ locale, messages });
  let page: Page;
  let id: string;
  const api = (path: string) => page.request.get(`/api/v1/meetings/${id}/${path}`);

  /** Wait until the page plays the second that a chip names. */
  async function isHeard(chip: string): Promise<void> {
    const [minutes = 0, seconds = 0] = (/(\d+):(\d+)/.exec(chip) ?? []).slice(1).map(Number);
    await page.waitForFunction(
      ([from, length]) => {
        const audio = document.querySelector("audio");
        return (
          audio !== null && !audio.paused && audio.currentTime >= from && audio.currentTime < from + length
        );
      },
      [minutes * 60 + seconds, PLAYED_SECONDS] as const,
    );
    await page.evaluate(() => document.querySelector("audio")?.pause());
  }

  beforeAll(async () => {
    page = await visit(locale);
    id = await send(page, said);
  }, 2 * WRITTEN_MS);
  afterAll(() => page.context().close());

  it("writes minutes whose lines play where they were said", { timeout: 2 * WRITTEN_MS }, async () => {
    await page.goto(`/meetings/${id}`);
    await page.getByRole("button", { name: t("minutes.write"), exact: true }).click();
    await page.getByText(/qwen/i).waitFor({ timeout: WRITTEN_MS });
    const line = page.locator("li[data-checked]").first();
    const chip = line.getByRole("button", { name: /\d:\d\d/ }).first();
    await chip.click();
    await isHeard(await chip.innerText());
    expect(await violations(page)).toEqual([]);
    const [written] = await read<{ id: string; template: Template }[]>(await api("minutes"));
    const { items } = await read<{ items: { text: string }[] }>(await api(`minutes/${written?.id}`));
    const told = written?.template.sections.map(({ instructions }) => instructions.slice(0, 30)) ?? [];
    expect(told).not.toEqual([]);
    expect(items.filter(({ text }) => told.some((one) => text.startsWith(one)))).toEqual([]);
  });

  it("marks exactly the lines that rest on what was edited", async () => {
    const [written] = await read<{ id: string }[]>(await api("minutes"));
    const lines = async () => (await read<{ items: Line[] }>(await api(`minutes/${written?.id}`))).items;
    const segments = async () => (await read<{ segments: Segment[] }>(await api("transcript"))).segments;
    const [before, lined] = [await segments(), await lines()];
    const cited = new Set(lined.flatMap(({ evidence }) => evidence.map(({ segment }) => segment)));
    const texts = before.filter(({ id }) => cited.has(id)).map((segment) => segment.text);
    // The longest: what was said twice, such as a greeting, is still said after one of both was changed.
    const text = texts.reduce((longest, one) => (one.length > longest.length ? one : longest), "");
    expect(text).not.toBe("");

    const passage = page.locator("[data-block]", { hasText: text });
    await passage.locator("[data-word]").first().dblclick();
    const field = page.getByLabel(t("editing.textOf"));
    await field.fill((await field.inputValue()).replace(text, instead));
    const taken = page.waitForResponse(
      (answer) => answer.url().endsWith("/revisions") && answer.request().method() === "POST" && answer.ok(),
    );
    await page.keyboard.press("Enter");
    await taken;

    const kept = new Set((await segments()).map((segment) => `${segment.id} ${segment.text}`));
    const changed = before
      .filter((segment) => !kept.has(`${segment.id} ${segment.text}`))
      .map((one) => one.id);
    const resting = lined.filter(({ evidence }) => evidence.some(({ segment }) => changed.includes(segment)));
    expect(resting.length).toBeGreaterThan(0);
    const rewrite = t("minutes.rewrite", { count: resting.length });
    await page.getByRole("button", { name: rewrite, exact: true }).waitFor();
    await expect.poll(() => page.locator('li[data-stale="true"]').count()).toBe(resting.length);
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: rewrite, exact: true }).waitFor({ state: "detached" });
  });

  it("answers, and a chip plays its second", { timeout: 2 * WRITTEN_MS }, async () => {
    await page.getByRole("tab", { name: t("asking.tab"), exact: true }).click();
    await page.getByRole("textbox", { name: t("asking.meetingTitle") }).fill(question);
    await page.keyboard.press("Enter");
    await page.getByRole("article").getByText(/qwen/i).waitFor({ timeout: WRITTEN_MS });
    const chip = page
      .getByRole("article")
      .getByRole("button", { name: /\d:\d\d/ })
      .first();
    await chip.click();
    await isHeard(await chip.innerText());
    expect(await violations(page)).toEqual([]);
  });

  it("leads from an answer about all meetings to the passage", { timeout: 2 * WRITTEN_MS }, async () => {
    await page.goto("/ask");
    await page.getByRole("textbox", { name: t("asking.title") }).fill(question);
    await page.keyboard.press("Enter");
    await page.getByText(/qwen/i).waitFor({ timeout: WRITTEN_MS });
    await page.getByRole("article").getByRole("link").first().click();
    await page.waitForURL(`**/meetings/${id}?t=*`);
  });

  it("stops an answer and says so", { timeout: 2 * WRITTEN_MS }, async () => {
    await page.goto("/ask");
    await page.getByRole("textbox", { name: t("asking.title") }).fill(question);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: t("asking.stop") }).click();
    await page.getByText(t("asking.outcomes.stopped")).waitFor({ timeout: WRITTEN_MS });
    expect(await violations(page)).toEqual([]);
  });
});
