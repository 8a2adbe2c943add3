import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import type { LANGUAGES } from "../e2e/support/languages";

const TARGET = join(import.meta.dirname, "../../screenshots");
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 360, height: 780 } } as const;

export type Locale = (typeof LANGUAGES)[number][0];
export type Translator = ReturnType<typeof translator>;

export function translator(locale: Locale) {
  return createTranslator({ locale, messages: locale === "fr" ? fr : en });
}

/** Open the sign-in page in a language. */
export async function openPage(browser: Browser, locale: Locale, permissions: string[] = []): Promise<Page> {
  const page = await browser.newPage({
    baseURL: inject("webUrl"),
    locale,
    permissions,
    viewport: SIZES.wide,
    reducedMotion: "reduce",
  });
  await page.goto("/login");
  return page;
}

/** Take the page in both themes and both sizes. */
export async function shoot(page: Page, locale: Locale, name: string): Promise<void> {
  const folder = join(TARGET, locale);
  await mkdir(folder, { recursive: true });
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForFunction(
        (dark) => document.documentElement.classList.contains("dark") === dark,
        colorScheme === "dark",
      );
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize(SIZES.wide);
}
