import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { HEADERS, importMeeting, newUser } from "../support/meetings";
import { LANGUAGES, sayIn } from "../support/languages";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each(LANGUAGES)(
  "a comment that cannot be saved without a network says so, and is kept (%s)",
  async (locale) => {
    const t = sayIn(locale);
    const page = await newUser(browser, locale, `offline-${locale}-${Date.now()}@example.org`, "Camille");
    const id = await importMeeting(page, "Boutique", "Camille: Nous ouvrons la boutique en mars.\n");
    await page.goto(`/meetings/${id}`);
    await page.locator('[data-word="0"]').waitFor();
    await page.locator("body").press("c");
    const dialog = page.getByRole("dialog", { name: t("comments.new") });
    const field = dialog.getByLabel(t("comments.text"));
    await field.fill("Laquelle ?");
    await page.context().setOffline(true);
    await field.press("Control+Enter");
    await dialog.getByText(t("problems.offline")).waitFor();
    await expect.poll(() => field.inputValue()).toBe("Laquelle ?");
    expect(await violations(page)).toEqual([]);
    await page.context().setOffline(false);
    await field.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("tab", { name: t("comments.tab", { count: 1 }) }).waitFor();
    await page.context().close();
  },
);

it("a list stays without a network, and is up to date once it is back", async () => {
  const t = sayIn("en");
  const page = await newUser(browser, "en", `offline-list-${Date.now()}@example.org`, "Camille");
  const id = await importMeeting(page, "Before", "Camille: Bonjour.\n");
  await page.clock.install();
  await page.goto("/meetings");
  const link = (name: string) => page.getByRole("link", { name }).first();
  await link("Before").waitFor();
  await page.context().setOffline(true);
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("/api/v1/meetings?"));
  await page.clock.runFor(40_000);
  await failed;
  await page.clock.runFor(10_000);
  await link("Before").waitFor();
  expect(await page.getByRole("button", { name: t("common.tryAgain") }).count()).toBe(0);
  const answer = await page.request.patch(`/api/v1/meetings/${id}`, {
    headers: HEADERS(),
    data: { title: "After" },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  await page.context().setOffline(false);
  await link("After").waitFor();
  await page.context().close();
});

it("a search begun without a network says so and keeps its words, and finds once it is back", async () => {
  const t = sayIn("fr");
  const page = await newUser(browser, "fr", `offline-search-${Date.now()}@example.org`, "Camille");
  await importMeeting(page, "Boutique", "Camille: Nous ouvrons la boutique en mars.\n");
  await page.goto("/meetings");
  await page.getByRole("link", { name: "Boutique" }).first().waitFor();
  await page.context().setOffline(true);
  let parts = 0;
  page.on("requestfailed", (request) => (parts += Number(request.resourceType() === "script")));
  const words = page.getByRole("textbox", { name: t("library.search") });
  await words.fill("mars");
  // Long after it was given up, and an error stood in place of the page.
  await expect.poll(() => parts).toBeGreaterThan(12);
  await page.getByText(t("problems.offline")).waitFor();
  expect(await words.inputValue()).toBe("mars");
  await page.context().setOffline(false);
  await page.locator("mark", { hasText: "mars" }).first().waitFor();
  await page.context().close();
});
