"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { LOCALE_COOKIE, type Locale } from "@/i18n/locale";

const YEAR_SECONDS = 31_536_000;

function remember(locale: Locale): void {
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

export function useLocaleChoice() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const choose = (locale: Locale) => {
    remember(locale);
    startTransition(() => router.refresh());
  };
  return { choose, isPending };
}
