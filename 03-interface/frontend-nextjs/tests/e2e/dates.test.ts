import { readFile } from "node:fs/promises";
import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import { violations } from "./support/accessibility";
import { register } from "./support/accounts";
import { launchBrowser } from "./support/browser";

const HELD_AT = "2026-01-15T22:30:00Z";
const SAID = "Camille: We met late in the evening.\n";

let browser: Browser;
const failures: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Where readers are, what their language is, and what their clocks say at HELD_AT and after the change. */
describe.each([
  ["Europe/Paris", "fr", fr, "2026-01-15 23:30", "2026-01-10T08:15:00Z"],
  ["America/Los_Angeles", "en", en, "2026-01-15 14:30", "2026-01-10T17:15:00Z"],
  ["Asia/Tokyo", "en", en, "2026-01-16 07:30", "2026-01-10T00:15:00Z"],
] as const)("in %s", (timeZone, locale, messages, exported, changed) => {
  const t = createTranslator({ locale, messages });
  let page: Page;
  let meeting: string;

  beforeAll(async () => {
    const context = await browser.newContext({
      baseURL: inject("webUrl"),
      locale,
      timezoneId: timeZone,
      viewport: { width: 1280, height: 800 },
    });
    page = await context.newPage();
    page.on("pageerror", (error) => failures.push(error.message));
    await page.goto("/login");
    await register(page, `dates-${timeZone.replace("/", "-")}-${Date.now()}@example.org`, "Yanis Benali");
    const answer = await page.request.post("/api/v1/imports", {
      headers: { Origin: inject("webUrl") },
      multipart: {
        title: "Evening",
        held_at: HELD_AT,
        transcript: { name: "evening.txt", mimeType: "text/plain", buffer: Buffer.from(SAID) },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    meeting = ((await answer.json()) as { id: string }).id;
  });
  afterAll(() => page.context().close());

  const shown = (moment: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(
      new Date(moment),
    );

  const headerSays = (text: string) =>
    vi.waitFor(async () => expect(await page.getByRole("main").textContent()).toContain(text), {
      timeout: 15_000,
      interval: 100,
    });

  it("says when a meeting was held by the reader's clock", async () => {
    await page.goto(`/meetings/${meeting}`);
    await headerSays(shown(HELD_AT));
    await page.reload();
    await headerSays(shown(HELD_AT));
  });

  it("exports it by the reader's clock, with its zone", async () => {
    await page.getByRole("button", { name: t("export.label"), exact: true }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: ".txt" }).click();
    const file = await readFile(await (await download).path(), "utf8");
    expect(file).toContain(`${exported} ${timeZone}`);
  });

  it("takes another date, typed by the reader's clock", async () => {
    await page.getByRole("button", { name: t("meetings.menuOf", { title: "Evening" }) }).click();
    await page.getByRole("menuitem", { name: t("meetings.changeDate") }).click();
    const dialog = page.getByRole("dialog");
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel(t("meetings.heldAt"), { exact: true }).fill("2026-01-10T09:15");
    await dialog.getByRole("button", { name: t("meetings.saveDate") }).click();
    await headerSays(shown(changed));
    const stored = (await (await page.request.get(`/api/v1/meetings/${meeting}`)).json()) as {
      held_at: string;
    };
    expect(new Date(stored.held_at)).toEqual(new Date(changed));
  });

  it("raises no error in the page", () => {
    expect(failures).toEqual([]);
  });
});
