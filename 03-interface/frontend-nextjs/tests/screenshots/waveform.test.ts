import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { register } from "../e2e/support/accounts";
import { launchBrowser } from "../e2e/support/browser";
import { LANGUAGES } from "../e2e/support/languages";
import { openPage, shoot as take, translator } from "./camera";
import { stageShowcase } from "./showcase";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(LANGUAGES)("in %s", (locale) => {
  const t = translator(locale);
  let page: Page;
  let path: string;
  const shoot = (name: string) => take(page, locale, name);

  beforeAll(async () => {
    page = await openPage(browser, locale);
    await register(page, `waveform-${locale}-${Date.now()}@example.org`, "Camille Renard");
    ({ path } = await stageShowcase(page, locale));
  });
  afterAll(() => page.close());

  it("shows lanes, closer, and the menu of a passage", async () => {
    await page.goto(`${path}?t=1054`);
    await page.locator('[data-testid="waveform"] path').first().waitFor();
    const menu = page.getByRole("button", { name: t("player.waveform.title") });
    await menu.click();
    await page.getByRole("switch", { name: t("player.waveform.lanes") }).click();
    for (let step = 0; step < 3; step += 1)
      await page.getByRole("button", { name: t("player.waveform.closer") }).click();
    await shoot("waveform-menu");
    await page.keyboard.press("Escape");
    await page.getByRole("slider", { name: t("player.position") }).focus();
    await shoot("waveform-lanes");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: t("meeting.panels") }).click();
    await shoot("panels");
    await page.setViewportSize({ width: 390, height: 844 });
    await page
      .getByRole("complementary", { name: t("meeting.panels") })
      .getByRole("button", { name: t("common.close") })
      .click();
    await page.evaluate(() => window.scrollTo(0, 0));
    await page
      .locator('[data-block="0"]')
      .getByRole("button", { name: t("transcript.moreOf", { time: "" }) })
      .click();
    await page.getByRole("menu").waitFor();
    await shoot("passage-menu");
  });
});
