import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { register } from "../e2e/support/accounts";
import { gotoWithoutData, launchBrowser } from "../e2e/support/browser";
import { LANGUAGES } from "../e2e/support/languages";
import { openPage, shoot as take, translator } from "./camera";
import { stageShowcase } from "./showcase";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Realistic numbers and lengths of meetings, which would take too long to process in a test. */
describe.each(LANGUAGES)("in %s", (locale) => {
  const t = translator(locale);
  let page: Page;
  let path: string;
  const shoot = (name: string) => take(page, locale, name);

  beforeAll(async () => {
    page = await openPage(browser, locale);
    await register(page, `showcase-${locale}-${Date.now()}@example.org`, "Camille Renard");
    ({ path } = await stageShowcase(page, locale));
  });
  afterAll(() => page.close());

  it("shows the list and what is found in it", async () => {
    await gotoWithoutData(page, "/meetings");
    await page.locator("h3").first().waitFor();
    await shoot("meetings");
    await page.getByLabel(t("library.search")).fill("budget");
    await page.locator("mark").first().waitFor();
    await shoot("search");
    await gotoWithoutData(page, "/meetings");
    await page.locator("h3").first().hover();
    await page
      .getByRole("button", {
        name: t("meetings.menuOf", { title: await page.locator("h3").first().innerText() }),
      })
      .click();
    await page.getByRole("menu").waitFor();
    await shoot("menu");
  });

  it("shows an hour of a meeting", async () => {
    await page.goto(`${path}?t=54`);
    await page.locator("[data-word]").first().waitFor();
    await page.keyboard.press("k");
    await page.locator("[data-spoken]").waitFor();
    await page.keyboard.press("k");
    await page.evaluate(() => window.scrollTo(0, 0));
    await shoot("meeting");
    await page.keyboard.press("/");
    await page.keyboard.type(locale === "fr" ? "liste" : "list");
    await page.getByRole("search").getByRole("status").filter({ hasText: "/" }).waitFor();
    await shoot("find");
    await page.keyboard.press("Escape");
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.locator('[data-word="20"]').dblclick();
    await page.getByLabel(t("editing.textOf")).waitFor();
    await shoot("edit");
    await page.keyboard.press("Escape");
  });

  it("shows what is done with it", async () => {
    await page.getByRole("button", { name: t("export.label"), exact: true }).click();
    await page.getByRole("menu").waitFor();
    await shoot("export");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: t("editing.history.title") }).click();
    await page.getByTestId("revisions").waitFor();
    await shoot("history");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: t("sharing.share") }).click();
    await page.getByText("Yanis Benali").last().waitFor();
    await shoot("share");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await shoot("shortcuts");
  });
});
