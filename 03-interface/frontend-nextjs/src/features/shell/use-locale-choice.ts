"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { LOCALE_COOKIE, type Locale } from "@/i18n/locale";
import { rememberInCookie } from "@/lib/cookie";

export function useLocaleChoice() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const choose = (locale: Locale) => {
    rememberInCookie(LOCALE_COOKIE, locale);
    startTransition(() => router.refresh());
  };
  return { choose, isPending };
}
