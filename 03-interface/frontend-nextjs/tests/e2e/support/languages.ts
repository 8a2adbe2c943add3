import { createTranslator } from "next-intl";
import type { Page } from "playwright-core";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import { LOCALE_COOKIE, type Locale } from "@/i18n/locale";

/** The languages of the product with their texts, for tests of what people read. */
export const LANGUAGES = [
  ["fr", fr],
  ["en", en],
] as const;

/** The one in which it is tested what a page does: that takes half the time, and is the same in each. */
export const ONE_LANGUAGE = [LANGUAGES[0]] as const;

const TEXTS = { fr, en } as const;

/** Return what says the texts of a language. */
export function sayIn(locale: Locale) {
  return createTranslator({ locale, messages: TEXTS[locale] });
}

/** Have the pages of a browser speak another language, from the next one that is loaded on; return its texts. */
export async function turnTo(page: Page, locale: Locale): Promise<ReturnType<typeof sayIn>> {
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: new URL(page.url()).origin }]);
  return sayIn(locale);
}
