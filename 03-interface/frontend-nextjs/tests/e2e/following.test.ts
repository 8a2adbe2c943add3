import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { register } from "./support/accounts";
import { violations } from "./support/accessibility";
import { launchBrowser, sampleRecording } from "./support/browser";
import { LANGUAGES } from "./support/languages";
import { emptyWave } from "./support/wav";

const TRANSCRIBED_MS = 160_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(LANGUAGES)("in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  let context: BrowserContext;
  let page: Page;
  const tray = () => page.getByRole("region", { name: t("upload.tray") });

  beforeAll(async () => {
    context = await browser.newContext({ baseURL: inject("webUrl"), locale });
    await context.grantPermissions(["notifications"]);
    page = await context.newPage();
    await page.addInitScript(() => {
      const shown: string[] = [];
      class Notice extends EventTarget {
        static readonly permission = "granted";
        constructor(text: string) {
          super();
          shown.push(text);
        }
      }
      Object.assign(window, { Notification: Notice, shownNotices: shown });
    });
    await page.goto("/login");
    await register(page, `following-${locale}-${Date.now()}@example.org`, "Camille");
    await page.goto("/meetings");
  });
  afterAll(() => context.close());

  // What a page does is the same in each language, and transcribing takes its time.
  if (locale === "fr") {
    it(
      "an upload is followed to its end, and its end is told",
      { timeout: TRANSCRIBED_MS + 60_000 },
      async () => {
        await page.getByTestId("recordings").setInputFiles(sampleRecording());
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel(t("upload.meetingTitle"), { exact: true }).fill("Point");
        await dialog.getByRole("button", { name: t("upload.submit", { count: 1 }) }).click();
        await tray().getByRole("link", { name: "Point" }).waitFor();
        expect(await tray().locator('[data-status="completed"]').count()).toBe(0);
        await tray()
          .getByText(t("upload.trayFollowing", { count: 1, done: 0, failed: 0 }))
          .waitFor();
        expect(await violations(page)).toEqual([]);

        // The row outlives a reload, and the tab is looked away from.
        await page.reload();
        await tray().getByRole("link", { name: "Point" }).waitFor();
        await page.evaluate(() => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
        });
        await tray().locator('[data-status="completed"]').waitFor({ timeout: TRANSCRIBED_MS });
        await tray().getByText(t("upload.following.completed")).waitFor();
        const told = t("upload.ready.ready", { title: "Point" });
        await expect.poll(() => page.title()).toBe(told);
        await expect
          .poll(() => page.evaluate(() => (window as unknown as { shownNotices: string[] }).shownNotices))
          .toEqual([told]);
        await page.evaluate(() => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => false });
          document.dispatchEvent(new Event("visibilitychange"));
        });
        expect(await page.title()).not.toBe(told);
        await page.getByRole("button", { name: t("upload.ready.open") }).click();
        await page.getByTestId("transcript").waitFor();
        await page.goto("/meetings");
        expect(await tray().count()).toBe(0);
      },
    );
  }

  it("what fails is not said to be done", async () => {
    const noSound = { name: "vide.wav", mimeType: "audio/wav", buffer: emptyWave() };
    await page.getByTestId("recordings").setInputFiles(noSound);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("upload.submit", { count: 1 }) })
      .click();
    await tray().locator('[data-status="failed"]').waitFor({ timeout: TRANSCRIBED_MS });
    expect(await tray().getByText(t("upload.following.completed")).count()).toBe(0);
    await tray()
      .getByRole("button", { name: t("upload.clear") })
      .click();
    await tray().waitFor({ state: "detached" });
  });
});
