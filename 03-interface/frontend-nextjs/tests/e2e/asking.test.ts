import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { violations } from "./support/accessibility";
import { createAdministrator, register } from "./support/accounts";
import { launchBrowser } from "./support/browser";
import { LANGUAGES } from "./support/languages";

const SAID = `1
00:00:01,000 --> 00:00:06,000
Camille: Nous gardons le projet Delta jusqu'à la fin du mois de mars.

2
00:00:06,500 --> 00:00:11,000
Yanis: D'accord. Je préviens le client vendredi et j'envoie le contrat.
`;

/** Longer than a phone is wide: an answer names it beside the words that it rests on. */
const LONG_TITLE = "Point Delta sur la refonte du système d’information des ressources humaines du groupe";

let browser: Browser;
const failures: string[] = [];
beforeAll(async () => {
  createAdministrator(`asking-chief-${Date.now()}@example.org`, "Camille Renard");
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Questions and templates where there is no language model. */
describe.each(LANGUAGES)("in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  let page: Page;
  let meeting: string;

  beforeAll(async () => {
    const context = await browser.newContext({
      baseURL: inject("webUrl"),
      locale,
      viewport: { width: 1280, height: 800 },
    });
    page = await context.newPage();
    page.on("pageerror", (error) => failures.push(error.message));
    await page.goto("/login");
    await register(page, `asks-${locale}-${Date.now()}@example.org`, "Yanis Benali");
    const answer = await page.request.post("/api/v1/imports", {
      headers: { Origin: inject("webUrl") },
      multipart: {
        title: LONG_TITLE,
        transcript: { name: "call.srt", mimeType: "text/plain", buffer: Buffer.from(SAID) },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    meeting = ((await answer.json()) as { id: string }).id;
    await vi.waitFor(
      async () => {
        const found = await page.request.get("/api/v1/meetings?q=Delta");
        expect(((await found.json()) as { items: unknown[] }).items.length).toBeGreaterThan(0);
      },
      { timeout: 30_000, interval: 300 },
    );
  });
  afterAll(() => page.context().close());

  async function isFlawless(): Promise<void> {
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  it("says that there is no model, and shows what is like the question", async () => {
    await page.goto("/meetings");
    await page.getByRole("link", { name: t("shell.ask"), exact: true }).click();
    await page.getByRole("heading", { name: t("asking.title"), level: 1 }).waitFor();
    await page.getByText(t("asking.off")).waitFor();
    await page.getByRole("textbox", { name: t("asking.title") }).fill("Delta mars");
    await page.keyboard.press("Enter");
    await page.getByText(t("asking.outcomes.no_model")).waitFor();
    await page.getByText("Nous gardons le projet Delta").first().waitFor();
    await isFlawless();
    await page.reload();
    await page.getByText("Nous gardons le projet Delta").first().waitFor();
  });

  it("marks in a meeting all words by which it was found", async () => {
    await page.goto("/meetings?q=Delta%20mars");
    await page
      .getByRole("link")
      .filter({ has: page.locator("mark") })
      .first()
      .click();
    await page.waitForURL(`**/meetings/${meeting}?*`);
    await page.getByText(t("transcript.matches", { current: 1, count: 2 }), { exact: true }).waitFor();
  });

  it("stops an answer whose conversation has not begun yet, as soon as it comes", async () => {
    await page.goto("/ask");
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const asked = page.waitForRequest("**/api/v1/conversations");
    await page.route("**/api/v1/conversations", async (route) => {
      await begun;
      await route.continue();
    });
    await page.getByRole("textbox", { name: t("asking.title") }).fill("Delta mars");
    await page.keyboard.press("Enter");
    await asked;
    await page.getByRole("button", { name: t("asking.stop") }).click();
    const stopped = page.waitForRequest("**/api/v1/conversations/*/stop");
    begin();
    await stopped;
    await page.getByText("Nous gardons le projet Delta").first().waitFor();
    await page.unroute("**/api/v1/conversations");
  });

  it("counts without a model, in the conversation of one meeting", async () => {
    await page.goto(`/meetings/${meeting}`);
    await page.getByRole("tab", { name: t("asking.tab"), exact: true }).click();
    const question = locale === "fr" ? "Qui a participé à cette réunion ?" : "Who attended this meeting?";
    await page.getByRole("textbox", { name: t("asking.meetingTitle") }).fill(question);
    await page.keyboard.press("Enter");
    await page.getByText(t("asking.outcomes.counted")).waitFor();
    await isFlawless();
  });

  it("keeps a template of one's own", async () => {
    await page.goto("/templates");
    await page.getByRole("button", { name: t("templates.new"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("templates.name"), { exact: true }).fill("Comité");
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel(t("templates.title_of"), { exact: true }).first().fill("Décisions");
    await dialog.getByRole("button", { name: t("templates.addSection"), exact: true }).click();
    await dialog.getByLabel(t("templates.title_of"), { exact: true }).last().fill("Actions");
    await dialog.getByRole("button", { name: t("templates.down", { number: 1 }), exact: true }).click();
    // The button that moved it to the end goes with it, and keeps the focus.
    const down = dialog.getByRole("button", { name: t("templates.down", { number: 2 }), exact: true });
    await expect.poll(() => down.evaluate((button) => button === document.activeElement)).toBe(true);
    await dialog.getByRole("button", { name: t("templates.save"), exact: true }).click();
    await page.getByText("Comité", { exact: true }).waitFor();
    await isFlawless();
  });

  it("raises no error in the page", () => {
    expect(failures).toEqual([]);
  });
});
