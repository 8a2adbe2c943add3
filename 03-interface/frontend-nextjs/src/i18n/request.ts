import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, LOCALE_COOKIE, negotiateLocale } from "@/i18n/locale";
import { DEFAULT_TIME_ZONE, isTimeZone, TIME_ZONE_COOKIE } from "@/i18n/time-zone";

export default getRequestConfig(async () => {
  const kept = await cookies();
  const chosen = kept.get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : negotiateLocale((await headers()).get("accept-language"));
  const messages = locale === "fr" ? await import("@messages/fr.json") : await import("@messages/en.json");
  const zone = kept.get(TIME_ZONE_COOKIE)?.value;
  return { locale, messages: messages.default, timeZone: isTimeZone(zone) ? zone : DEFAULT_TIME_ZONE };
});
