import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { HEADERS, importMeeting, newUser, shareMeeting } from "../support/meetings";
import { LANGUAGES, sayIn } from "../support/languages";

const SAID = "Camille: Nous ouvrons la boutique en mars.\nYanis: Le budget reste à décider.\n";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const firstPassage = (page: Page) => page.locator('[data-block="0"] p').first();

it.each(LANGUAGES)(
  "what is written after the right to edit was withdrawn stays, with the reason, until it is saved or discarded (%s)",
  async (locale) => {
    const t = sayIn(locale);
    const reader = `withdrawn-reader-${locale}-${Date.now()}@example.org`;
    const owner = await newUser(browser, locale, `withdrawn-${locale}-${Date.now()}@example.org`, "Camille");
    const page = await newUser(browser, locale, reader, "Yanis");
    const id = await importMeeting(owner, "Boutique", SAID);
    await shareMeeting(owner, id, reader, "edit");
    const { shares } = (await (await owner.request.get(`/api/v1/meetings/${id}/shares`)).json()) as {
      shares: { user_id: string }[];
    };
    const allow = async (permission: string) => {
      const share = `/api/v1/meetings/${id}/shares/${shares[0]?.user_id}`;
      const answer = await owner.request.patch(share, { headers: HEADERS(), data: { permission } });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    const bar = page.getByRole("alert").filter({ hasText: t("editing.refused.title") });
    const field = page.getByLabel(t("editing.textOf"));
    const write = async (text: string) => {
      await page.locator('[data-word="0"]').dblclick();
      await field.fill(text);
    };
    await page.clock.install();
    await page.goto(`/meetings/${id}`);
    await write("Written too late");
    await allow("read");
    await page.keyboard.press("Enter");
    await bar.getByText(t("problems.meeting_read_only")).waitFor();
    await expect.poll(() => firstPassage(page).innerText()).toBe("Written too late");
    await page.getByText(t("sharing.readOnly"), { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);

    // It is kept over a reload, and saved once it may be.
    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await bar.waitFor();
    await expect.poll(() => firstPassage(page).innerText()).toBe("Written too late");
    await allow("edit");
    await bar.getByRole("button", { name: t("editing.retry") }).click();
    await bar.waitFor({ state: "detached" });

    // What is in the field when the page learns of it stays as well.
    await page.reload();
    await write("In the field still");
    await allow("read");
    await page.clock.runFor(6_000);
    await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
    await bar.waitFor();
    expect(await field.count()).toBe(0);
    await expect.poll(() => firstPassage(page).innerText()).toBe("In the field still");
    await bar.getByRole("button", { name: t("editing.refused.discard") }).click();
    await bar.waitFor({ state: "detached" });
    await expect.poll(() => firstPassage(page).innerText()).toBe("Written too late");
    await page.context().close();
    await owner.context().close();
  },
);
