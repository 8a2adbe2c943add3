import { createTranslator } from "next-intl";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import explanations from "@/i18n/settings.fr.json";
import { violations } from "./support/accessibility";
import { createAdministrator, register, signIn } from "./support/accounts";
import { launchBrowser } from "./support/browser";
import { LANGUAGES } from "./support/languages";
import { changesOf } from "./support/requests";

const FAILED_MS = 60_000;
/** How the gateway describes a setting. */
const DESCRIPTION = "Largest recording accepted";
const stamp = Date.now();
const chief = { email: `operator-${stamp}@example.org`, name: "Camille Renard" };
const user = { email: `unlucky-${stamp}@example.org`, name: `Yanis ${stamp}` };

let browser: Browser;

/** A recording that sniffing takes for one, and the decoder does not. */
beforeAll(async () => {
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
  const page = await browser.newPage({ baseURL: inject("webUrl"), locale: "en" });
  await page.goto("/login");
  await register(page, user.email, user.name);
  const buffer = Buffer.concat([Buffer.from("RIFF\x24\x00\x00\x00WAVEfmt "), Buffer.alloc(2_000, 7)]);
  const file = { name: "broken.wav", mimeType: "audio/wav", buffer };
  const made = await page.request.post("/api/v1/process", {
    headers: { Origin: inject("webUrl") },
    multipart: { file, title: "Confidential" },
  });
  expect(made.ok(), await made.text()).toBe(true);
  const { id } = await made.json();
  await vi.waitFor(
    async () => {
      const { status } = await (await page.request.get(`/api/v1/meetings/${id}`)).json();
      expect(status).toBe("failed");
    },
    { timeout: FAILED_MS, interval: 500 },
  );
  await page.close();
}, 2 * FAILED_MS);
afterAll(() => browser.close());

it.each(LANGUAGES)("shows administrators what the machines do, in %s", async (locale, messages) => {
  const t = createTranslator({ locale, messages });
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale });
  const page = await context.newPage();
  await page.goto("/login");
  await signIn(page, chief.email);
  await page.goto("/meetings");
  await page.getByRole("button", { name: t("shell.userMenu") }).click();
  await page.getByRole("menuitem", { name: t("shell.operations") }).click();
  await page.getByRole("heading", { name: t("operations.title"), level: 1 }).waitFor();
  const retry = page.getByRole("button", { name: t("operations.retryOf", { name: user.name }) });
  await retry.waitFor();
  await page.getByRole("rowheader", { name: user.name }).waitFor();
  expect(await page.getByText("Confidential").count()).toBe(0);
  // What the page does is the same in each language; the words are what is looked at in both.
  const isWhole = locale === "fr";
  if (isWhole) {
    await page.route(
      "**/api/v1/admin/operations/settings",
      (route) => route.fulfill({ status: 503, json: { code: "storage_unavailable" } }),
      // The page tries three times by itself.
      { times: 3 },
    );
    await page.getByRole("button", { name: t("operations.settingsShow") }).click();
    await page.getByRole("main").getByRole("alert").waitFor();
  }
  await page.getByRole("button", { name: t("operations.settingsShow") }).click();
  await page.getByText("SCRIBE_JWT_SECRET", { exact: true }).waitFor();
  const hide = page.getByRole("button", { name: t("operations.settingsHide"), expanded: true });
  await expect.poll(() => hide.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.getByLabel(t("operations.settingsFind")).fill("no such setting");
  await page.getByRole("status").getByText(t("operations.settingsNone")).waitFor();
  const explanation = locale === "fr" ? explanations[DESCRIPTION] : DESCRIPTION;
  await page.getByLabel(t("operations.settingsFind")).fill("");
  await page.getByText(explanation, { exact: true }).waitFor();
  await page.getByText("SCRIBE_JWT_SECRET", { exact: true }).waitFor();
  await page.getByLabel(t("operations.settingsFind")).fill("max_upload");
  await page.getByText("SCRIBE_JWT_SECRET", { exact: true }).waitFor({ state: "detached" });
  await page.getByText(explanation, { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const storage = page.getByRole("region", { name: t("operations.storage") });
  expect(await storage.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  if (isWhole) {
    const asked = changesOf(page, "/retry");
    await retry.dblclick();
    await page.getByText(t("operations.retried")).waitFor();
    // It fails again, and is listed again.
    await retry.waitFor({ timeout: FAILED_MS });
    expect(asked).toHaveLength(1);
    // Where the machines do not answer, the rest of the page is there, and one notice.
    await page.route("**/api/v1/admin/{operations,holds}", (route) =>
      route.fulfill({ status: 503, json: { code: "storage_unavailable" } }),
    );
    await page.reload();
    await page.getByRole("main").getByRole("alert").waitFor();
    await page.getByRole("button", { name: t("operations.settingsShow") }).waitFor();
    await page.getByLabel(t("holds.meeting"), { exact: true }).waitFor();
    await expect.poll(() => page.getByRole("main").getByRole("alert").count()).toBe(1);
  }
  await context.close();
});
