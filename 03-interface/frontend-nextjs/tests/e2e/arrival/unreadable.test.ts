import { createTranslator } from "next-intl";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { register } from "../support/accounts";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { importPlanted } from "../support/imported";
import { LANGUAGES } from "../support/languages";
import { emptyWave } from "../support/wav";

const PHONE = { width: 390, height: 844 };
const PROCESSED_MS = 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each(LANGUAGES)(
  "files that are no recordings are failures, out of the way (%s)",
  async (locale, messages) => {
    const t = createTranslator({ locale, messages });
    const context = await browser.newContext({ baseURL: inject("webUrl"), locale, viewport: PHONE });
    const page = await context.newPage();
    const tray = page.getByRole("region", { name: t("upload.tray") });
    const title = tray.getByRole("heading");
    await page.goto("/login");
    await register(page, `unreadable-${locale}-${Date.now()}@example.org`, "Camille");
    await page.goto("/meetings");
    await page.getByTestId("recordings").setInputFiles(
      ["one", "two", "three"].map((name) => ({
        name: `${name}.wav`,
        mimeType: "audio/wav",
        buffer: emptyWave(),
      })),
    );
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 3 }) })
      .click();
    await tray.locator('[data-status="failed"]').nth(2).waitFor({ timeout: PROCESSED_MS });
    await expect
      .poll(() => title.innerText())
      .toBe(t("upload.trayFollowing", { count: 3, done: 0, failed: 3 }));

    // The meeting that is shown leaves the tray, which folds to one line, and its button can be reached.
    await tray.getByRole("link", { name: "three" }).click();
    const next = page.getByRole("button", { name: t("progress.sendAnother") });
    await next.waitFor();
    await expect
      .poll(() => title.innerText())
      .toBe(t("upload.trayFollowing", { count: 2, done: 0, failed: 2 }));
    const fold = tray.getByRole("button", { name: t("upload.trayRows"), expanded: true });
    await fold.click();
    await tray.getByRole("button", { name: t("upload.trayRows"), expanded: false }).waitFor();
    expect(await tray.getByRole("listitem").count()).toBe(0);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    expect(await overlap(next, tray)).toBe(false);
    expect(await violations(page)).toEqual([]);

    // Deleted from the library, and come back to.
    await page
      .locator("#main")
      .getByRole("link", { name: t("meeting.back") })
      .click();
    await page.waitForURL("**/meetings");
    const deletion = page.waitForResponse((response) => response.request().method() === "DELETE");
    await page.getByRole("button", { name: t("meetings.menuOf", { title: "three" }) }).click();
    await page.getByRole("menuitem", { name: t("meetings.delete") }).click();
    expect((await deletion).status()).toBe(204);
    await page.goBack();
    await page.getByRole("heading", { name: t("meeting.missing") }).waitFor();

    // On a desktop, folded, it leaves the field of a question free.
    const id = await importPlanted(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`/meetings/${id}`);
    await page.getByTestId("transcript").waitFor();
    await page.getByRole("tab", { name: t("asking.tab"), exact: true }).click();
    await fold.click();
    const question = page.getByPlaceholder(t("asking.placeholder"));
    await question.scrollIntoViewIfNeeded();
    expect(await overlap(question, tray)).toBe(false);

    // On a phone too, where the panel lies over the transcript.
    await page.setViewportSize({ width: 360, height: 640 });
    await page.getByRole("button", { name: t("meeting.panels") }).click();
    const form = page.locator("form").filter({ has: question });
    for (const place of ["first", "last"] as const) {
      await page
        .getByRole("complementary", { name: t("meeting.panels") })
        .evaluate((panel, end) => panel.scrollTo(0, end ? panel.scrollHeight : 0), place === "last");
      expect(await overlap(form, tray), place).toBe(false);
    }
    await page.goto("/ask");
    await fold.click();
    await form.waitFor();
    expect(await overlap(form, tray)).toBe(false);
    await context.close();
  },
);

/** Return whether two things that are shown lie over each other. */
async function overlap(one: Locator, two: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await two.boundingBox()];
  if (!a || !b) throw new Error("Nothing is shown");
  const apart =
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  return !apart;
}
