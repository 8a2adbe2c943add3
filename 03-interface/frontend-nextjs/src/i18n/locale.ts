export const LOCALES = ["fr", "en"] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = "fr";
export const LOCALE_COOKIE = "scribe_locale";

export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale);
}

/** Return the locale that an Accept-Language header prefers; the default if it names none of ours. */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  let best: Locale = DEFAULT_LOCALE;
  let bestWeight = 0;
  for (const entry of (acceptLanguage ?? "").split(",")) {
    const [tag = "", ...parameters] = entry.trim().split(";");
    const language = tag.trim().toLowerCase().split("-")[0];
    const quality = parameters
      .map((parameter) => parameter.trim())
      .find((parameter) => parameter.startsWith("q="));
    const weight = quality === undefined ? 1 : Number.parseFloat(quality.slice(2)) || 0;
    if (isLocale(language) && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}
