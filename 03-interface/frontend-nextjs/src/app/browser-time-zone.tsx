"use client";

import { useTimeZone } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isTimeZone, TIME_ZONE_COOKIE } from "@/i18n/time-zone";
import { rememberInCookie } from "@/lib/cookie";

/** Tell the server the zone of this browser, so that pages show times in it from their first paint on. */
export function BrowserTimeZone() {
  const router = useRouter();
  const shown = useTimeZone();
  useEffect(() => {
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === shown || !isTimeZone(own)) return;
    rememberInCookie(TIME_ZONE_COOKIE, own);
    router.refresh();
  }, [router, shown]);
  return null;
}
