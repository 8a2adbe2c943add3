import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { importMeeting, newUser, shareMeeting } from "../support/meetings";
import { LANGUAGES } from "../support/languages";

/** As long as one may be: more than a phone is wide. */
const LONG_NAME = "Comptes de la direction générale 2026-27";
let browser: Browser;
const failures: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(LANGUAGES)("tags in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  const reader = `reader-${locale}-${Date.now()}@example.org`;
  let page: Page;
  let theirs: Page;
  let budget: string;

  const main = (on: Page) => on.getByRole("main");
  const row = (on: Page, title: string) => main(on).getByRole("link", { name: title, exact: true });
  const tagsOf = (on: Page, title: string) => main(on).getByRole("list", { name: t("tags.of", { title }) });

  beforeAll(async () => {
    page = await newUser(browser, locale, `tags-${locale}-${Date.now()}@example.org`, "Camille Renard");
    page.on("pageerror", (error) => failures.push(error.message));
    theirs = await newUser(browser, locale, reader, "Yanis Benali");
    budget = await importMeeting(page, "Budget", "Camille: Bonjour.\n");
    await importMeeting(page, "Salaires", "Camille: Bonsoir.\n");
    await shareMeeting(page, budget, reader);
  });
  afterAll(async () => {
    await page.context().close();
    await theirs.context().close();
  });

  it("are made and put on a meeting by keyboard", async () => {
    await page.goto("/meetings");
    await page.getByRole("button", { name: t("meetings.menuOf", { title: "Budget" }) }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: t("tags.edit") }).press("Enter");
    const dialog = page.getByRole("dialog", { name: t("tags.titleOf", { title: "Budget" }) });
    await dialog.getByLabel(t("tags.new")).fill("Clients");
    await page.keyboard.press("Enter");
    await dialog.getByRole("checkbox", { name: "Clients", checked: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await tagsOf(page, "Budget").getByText("Clients").waitFor();
  });

  it("narrow the list, by an address that can be kept", async () => {
    await page.getByRole("button", { name: t("tags.filter"), exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: "Clients" }).click();
    await page.keyboard.press("Escape");
    await row(page, "Salaires").waitFor({ state: "detached" });
    await page.reload();
    await row(page, "Budget").waitFor();
    expect(await row(page, "Salaires").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: `${t("tags.filter")}, Clients` }).click();
    await page.getByRole("menuitemcheckbox", { name: t("tags.anyTag") }).click();
    await row(page, "Salaires").waitFor();
  });

  it("narrow the meetings that are asked", async () => {
    await page.goto("/ask");
    await page.getByRole("button", { name: t("tags.filter"), exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: "Clients" }).click();
    await page.waitForURL(/tags=/);
  });

  it("are nobody else's until they are shown", async () => {
    await theirs.goto("/meetings");
    await row(theirs, "Budget").waitFor();
    expect(await tagsOf(theirs, "Budget").count()).toBe(0);
    await page.goto("/tags");
    await page.getByRole("switch", { name: t("tags.showOf", { name: "Clients" }) }).click();
    await page.getByRole("switch", { name: t("tags.showOf", { name: "Clients" }), checked: true }).waitFor();
    await theirs.reload();
    await tagsOf(theirs, "Budget").getByText("Clients").waitFor();
    await theirs.goto("/tags");
    await theirs.getByText(t("tags.by", { name: "Camille Renard" })).waitFor();
    expect(await theirs.getByRole("switch").count()).toBe(0);
  });

  it("get another color and name, and are deleted with undo", async () => {
    await page
      .getByRole("button", { name: new RegExp(`^${t("tags.colorOf", { name: "Clients" })}`) })
      .click();
    await page.getByRole("menuitemradio", { name: t("tags.colors.purple") }).click();
    await page.getByRole("button", { name: new RegExp(`${t("tags.colors.purple")}$`) }).waitFor();
    await page.getByRole("button", { name: t("tags.menuOf", { name: "Clients" }) }).click();
    await page.getByRole("menuitem", { name: t("tags.rename") }).click();
    await page.getByLabel(t("tags.newName")).fill(LONG_NAME);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: LONG_NAME }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    // However long its name is, a tag's menu stands beside it.
    const box = await page.getByRole("heading", { name: LONG_NAME }).boundingBox();
    const menu = await page
      .getByRole("button", { name: t("tags.menuOf", { name: LONG_NAME }) })
      .boundingBox();
    const [top, bottom] = [box?.y ?? 0, (box?.y ?? 0) + (box?.height ?? 0)];
    expect(menu?.y).toBeLessThan(bottom);
    expect((menu?.y ?? 0) + (menu?.height ?? 0)).toBeGreaterThan(top);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: t("tags.menuOf", { name: LONG_NAME }) }).click();
    await page.getByRole("menuitem", { name: t("tags.delete") }).click();
    await page.getByText(t("tags.deleted", { name: LONG_NAME })).waitFor();
    await page.getByRole("button", { name: t("common.undo") }).click();
    await page.getByRole("heading", { name: LONG_NAME }).waitFor();
  });

  it("raise no error in the page", () => {
    expect(failures).toEqual([]);
  });
});
