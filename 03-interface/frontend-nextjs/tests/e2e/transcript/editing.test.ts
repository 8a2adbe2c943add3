import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import en from "@messages/en.json";
import { launchBrowser, sampleRecording } from "../support/browser";
import { violations } from "../support/accessibility";
import { LANGUAGES } from "../support/languages";

const TRANSCRIBED_MS = 150_000;
const PHONE = { width: 390, height: 844 };
const PAGE_MARGIN = 16;
const ACCOUNT = {
  email: `editing-${Date.now()}@example.org`,
  password: "correct horse battery",
  name: "Camille",
};

type Said = {
  speakers: { id: string; name: string | null }[];
  segments: { speaker: string; text: string }[];
};

let browser: Browser;
let meetingPath: string;

async function newPage(locale: string): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    baseURL: inject("webUrl"),
    locale,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto("/login");
  await page.evaluate(async ({ email, password }) => {
    await fetch("/api/v1/auth/login", {
      method: "POST",
      body: new URLSearchParams({ username: email, password }),
    });
  }, ACCOUNT);
  return [context, page];
}

/** One meeting for all: each language begins by restoring the original transcript. */
beforeAll(async () => {
  browser = await launchBrowser();
  const page = await browser.newPage({ baseURL: inject("webUrl"), locale: "en" });
  await page.goto("/login");
  await page.evaluate(async (account) => {
    await fetch("/api/v1/auth/register", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(account),
    });
    await fetch("/api/v1/auth/login", {
      method: "POST",
      body: new URLSearchParams({ username: account.email, password: account.password }),
    });
  }, ACCOUNT);
  await page.goto("/meetings");
  await page.getByTestId("recordings").setInputFiles(sampleRecording());
  await page.getByRole("dialog").getByRole("button", { name: "Transcribe", exact: true }).click();
  await page.getByRole("region", { name: en.upload.tray }).getByRole("link").click();
  await page.waitForURL("**/meetings/*-*");
  meetingPath = new URL(page.url()).pathname;
  await page.getByTestId("transcript").waitFor({ timeout: TRANSCRIBED_MS });
  await page.close();
}, TRANSCRIBED_MS + 60_000);
afterAll(() => browser.close());

describe.each(LANGUAGES)("in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  const speaker = (number: number) => t("transcript.speaker", { number });
  const failures: string[] = [];
  let context: BrowserContext;
  let page: Page;

  const saved = () => page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  const api = (path: string) => `/api/v1${meetingPath}/${path}`;
  const said = async () => (await (await page.request.get(api("transcript"))).json()) as Said;
  const exported = async (format: string) => (await page.request.get(api(`export/${format}`))).text();
  const firstText = () => page.locator('[data-block="0"] p').first().innerText();
  const headings = async (name: string) => page.getByRole("heading", { name, exact: true }).count();

  /** Return which tools above the transcript a phone shows on one another, or outside of it. */
  const crowded = async () => {
    const before = page.viewportSize()!;
    await page.setViewportSize(PHONE);
    const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
    const tools = {
      find: page.getByRole("textbox", { name: t("transcript.find") }),
      undo: button(t("editing.undo")),
      redo: button(t("editing.redo")),
      retry: button(t("editing.retry")),
      panels: button(t("meeting.panels")),
    };
    const boxes = await Promise.all(
      Object.entries(tools).map(async ([name, tool]) => ({ name, ...(await tool.boundingBox())! })),
    );
    await page.setViewportSize(before);
    return boxes
      .filter(
        (box, at) =>
          box.x + box.width > PHONE.width - PAGE_MARGIN ||
          boxes.some(
            (other, place) =>
              place < at &&
              other.x < box.x + box.width &&
              box.x < other.x + other.width &&
              other.y < box.y + box.height &&
              box.y < other.y + other.height,
          ),
      )
      .map(({ name }) => name);
  };

  beforeAll(async () => {
    [context, page] = await newPage(locale);
    page.on("pageerror", (error) => failures.push(error.message));
    await page.goto(meetingPath);
    await page.locator("[data-word]").first().waitFor();
  });
  afterAll(() => context.close());

  it("corrects text in place, and keeps it", async () => {
    const before = await firstText();
    await page.locator('[data-word="0"]').dblclick();
    const field = page.getByLabel(t("editing.textOf"));
    await expect.poll(() => field.inputValue()).toBe(before);
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    await expect.poll(firstText).toBe(before);

    await page.keyboard.press("e");
    await field.fill(`${before} ${locale} addition`);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await field.waitFor({ state: "detached" });
    await expect.poll(firstText).toBe(`${before} ${locale} addition`);
    await saved();
    expect((await said()).segments.some(({ text }) => text.endsWith(`${locale} addition`))).toBe(true);
    await expect.poll(() => exported("txt")).toContain(`${locale} addition`);
  });

  it("undoes and redoes, across saves", async () => {
    await page.keyboard.press("Control+z");
    await expect.poll(firstText).not.toContain("addition");
    await saved();
    expect(await exported("txt")).not.toContain("addition");
    await page.getByRole("button", { name: t("editing.redo") }).click();
    await expect.poll(firstText).toContain("addition");
    await saved();
    await expect.poll(() => exported("txt")).toContain("addition");
  });

  it("names a speaker everywhere", async () => {
    await page.getByRole("button", { name: t("speakers.thisIsOf", { name: speaker(1) }) }).click();
    await page.getByLabel(t("speakers.name"), { exact: true }).fill(`Katie ${locale}`);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: t("speakers.save") }).click();
    await page
      .getByRole("heading", { name: `Katie ${locale}` })
      .first()
      .waitFor();
    await saved();
    expect(await headings(speaker(1))).toBe(0);
    await expect.poll(() => exported("rttm")).toContain(`Katie_${locale}`);
  });

  it("assigns a turn to another speaker", async () => {
    const ofKatie = async () =>
      (await said()).segments.filter((each) => each.speaker === "SPEAKER_00").length;
    const before = await ofKatie();
    await page
      .locator('[data-block="0"]')
      .getByRole("button", { name: speaker(2) })
      .click();
    await page.getByRole("menuitem", { name: `Katie ${locale}` }).click();
    await page
      .locator('[data-block="0"]')
      .getByRole("heading", { name: `Katie ${locale}` })
      .waitFor();
    await saved();
    await expect.poll(ofKatie).toBeGreaterThan(before);
  });

  it("merges two speakers", async () => {
    await page.getByRole("button", { name: t("editing.actionsOf", { name: speaker(2) }) }).click();
    await page.getByRole("menuitem", { name: `Katie ${locale}` }).click();
    await expect.poll(() => headings(speaker(2))).toBe(0);
    await saved();
    expect((await said()).speakers.map(({ name }) => name)).toEqual([`Katie ${locale}`]);
    expect(
      new Set(
        (await exported("rttm"))
          .trim()
          .split("\n")
          .map((line) => line.split(" ")[7]),
      ).size,
    ).toBe(1);
    await page.keyboard.press("Control+z");
    await page
      .getByRole("heading", { name: speaker(2) })
      .first()
      .waitFor();
    await saved();
  });

  it("loses nothing when the network fails", async () => {
    const failing = `**${api("revisions")}`;
    await page.route(failing, (route) => route.abort());
    await page.locator('[data-word="0"]').dblclick();
    await page.getByLabel(t("editing.textOf")).fill("Kept through an outage");
    await page.keyboard.press("Enter");
    await page.locator('[data-testid="save-state"][data-state="failed"]').waitFor();
    await expect.poll(firstText).toBe("Kept through an outage");
    page.once("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await expect.poll(firstText).toBe("Kept through an outage");
    expect(await crowded()).toEqual([]);
    // Once the network is back the page may save by itself before a click.
    await Promise.all([
      page.waitForRequest(failing),
      page.getByRole("button", { name: t("editing.retry") }).click(),
    ]);
    await page.unroute(failing);
    await saved();
    await expect.poll(() => exported("txt")).toContain("Kept through an outage");
  });

  it("asks which edit to keep when two users change the same segment", async () => {
    const [other, theirPage] = await newPage(locale);
    await theirPage.goto(meetingPath);
    await theirPage.locator('[data-word="0"]').dblclick();
    await page.locator('[data-word="0"]').dblclick();
    await page.getByLabel(t("editing.textOf")).fill("Mine");
    await theirPage.getByLabel(t("editing.textOf")).fill("Theirs");
    await theirPage.keyboard.press("Enter");
    await theirPage.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    await expect.poll(() => exported("txt")).toContain("Theirs");
    await other.close();

    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText(t("editing.conflict.title")).waitFor();
    await expect.poll(firstText).toBe("Theirs");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: t("editing.conflict.mine") }).click();
    await saved();
    await expect.poll(firstText).toBe("Mine");
    await expect.poll(() => exported("txt")).toContain("Mine");
  });

  it("restores the original transcript, and undoes that", async () => {
    await page.getByRole("button", { name: t("editing.history.title") }).click();
    const revisions = page.getByTestId("revisions");
    await revisions.getByText(ACCOUNT.name).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page
      .getByRole("button", { name: t("editing.history.restoreOf", { number: 0 }), exact: true })
      .click();
    await page
      .getByRole("heading", { name: speaker(1) })
      .first()
      .waitFor();
    await saved();
    expect(await exported("txt")).not.toContain("Mine");
    await page.getByRole("button", { name: t("editing.undo") }).click();
    await expect.poll(firstText).toBe("Mine");
    await page.getByRole("button", { name: t("editing.redo") }).click();
    await page
      .getByRole("heading", { name: speaker(1) })
      .first()
      .waitFor();
    await saved();
    expect(failures).toEqual([]);
  });

  it("fits a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page
      .locator('[data-block="0"]')
      .getByRole("button", { name: speaker(2) })
      .click();
    await page.getByRole("menuitem", { name: t("editing.edit") }).click();
    await page.getByLabel(t("editing.textOf")).press("Escape");
  });
});
