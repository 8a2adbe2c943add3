import { createTranslator } from "next-intl";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { register } from "../support/accounts";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { importPlanted } from "../support/imported";
import { LANGUAGES } from "../support/languages";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each(LANGUAGES)(
  "a meeting deleted meanwhile keeps what one writes, and is missing after Back (%s)",
  async (locale, messages) => {
    const t = createTranslator({ locale, messages });
    const context = await browser.newContext({ baseURL: inject("webUrl"), locale });
    const page = await context.newPage();
    const headers = { Origin: inject("webUrl") };
    await page.goto("/login");
    await register(page, `deleted-meanwhile-${locale}-${Date.now()}@example.org`, "Camille");
    const id = await importPlanted(page, "Gone");
    await page.goto("/meetings");
    await page.getByRole("link", { name: "Gone" }).first().click();
    await page.locator('[data-word="0"]').dblclick();
    const field = page.getByLabel(t("editing.textOf"));
    await field.waitFor();
    expect((await page.request.delete(`/api/v1/meetings/${id}`, { headers })).status()).toBe(204);
    await field.fill("Written too late");
    await page.keyboard.press("Enter");
    await page.getByText(t("editing.states.refused")).waitFor();
    await page
      .getByRole("alert")
      .filter({ hasText: t("editing.refused.gone") })
      .waitFor();
    await expect.poll(() => page.locator('[data-block="0"] p').first().innerText()).toBe("Written too late");
    expect(await violations(page)).toEqual([]);

    // Left for the library and come back to: the page of a typed address, not what is remembered of the meeting.
    await page
      .getByRole("link", { name: t("meeting.back") })
      .first()
      .click();
    await page.waitForURL("**/meetings");
    await page.goBack();
    await page.getByRole("heading", { name: t("meeting.missing") }).waitFor();
    await context.close();
  },
);
