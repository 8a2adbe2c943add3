import { createTranslator } from "next-intl";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { PASSWORD, register } from "../support/accounts";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { plantedTranscript } from "../support/planted";
import { LANGUAGES } from "../support/languages";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each(LANGUAGES)(
  "a session that ends while one corrects says so, and goes on (%s)",
  async (locale, messages) => {
    const t = createTranslator({ locale, messages });
    const context = await browser.newContext({ baseURL: inject("webUrl"), locale });
    const page = await context.newPage();
    await page.goto("/login");
    await register(page, `session-end-${locale}-${Date.now()}@example.org`, "Camille");
    const answer = await page.request.post("/api/v1/imports", {
      headers: { Origin: inject("webUrl") },
      multipart: {
        title: "Session",
        transcript: {
          name: "session.json",
          mimeType: "application/json",
          buffer: Buffer.from(JSON.stringify(plantedTranscript())),
        },
      },
    });
    const { id } = (await answer.json()) as { id: string };
    await page.goto(`/meetings/${id}`);
    await page.locator('[data-word="0"]').dblclick();
    const field = page.getByLabel(t("editing.textOf"));
    await field.waitFor();
    // The page renews a session of which it does not know the end: an answer on its way would bring cookies back.
    await page.waitForFunction(() => Number(localStorage.getItem("scribe.session-expires-at")) > Date.now());
    await context.clearCookies();
    await field.fill("Kept over the end of a session");
    await page.keyboard.press("Enter");

    const dialog = page.getByRole("dialog", { name: t("account.ended.title") });
    await dialog.waitFor();
    // What is not saved yet keeps the page, whatever becomes of the dialog.
    await page.keyboard.press("Escape");
    await page
      .getByRole("alert")
      .getByRole("button", { name: t("account.login") })
      .click();
    await dialog.waitFor();
    expect(new URL(page.url()).pathname).toBe(`/meetings/${id}`);
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel(t("account.password")).fill("wrong");
    await dialog.getByRole("button", { name: t("account.login") }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel(t("account.password")).fill(PASSWORD);
    await dialog.getByRole("button", { name: t("account.login") }).click();
    await dialog.waitFor({ state: "detached" });
    await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    await expect
      .poll(() => page.locator('[data-block="0"] p').first().innerText())
      .toBe("Kept over the end of a session");
    const said = await (await page.request.get(`/api/v1/meetings/${id}/export/txt`)).text();
    expect(said).toContain("Kept over the end of a session");

    // A link to a second opens with its passage marked.
    await page.goto("/meetings");
    await page.goto(`/meetings/${id}?t=62&q=else`);
    await page.locator('[data-linked="true"][data-block="6"]').waitFor();
    expect(await page.locator(".bg-highlight-strong").first().getAttribute("data-word")).not.toBeNull();
    expect(await violations(page)).toEqual([]);
    await context.close();
  },
);
