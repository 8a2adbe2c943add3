"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useLocaleChoice } from "@/features/shell/use-locale-choice";

/** One button that names the other language, in that language. */
export function LocaleSwitch() {
  const t = useTranslations("shell");
  const other = useLocale() === "fr" ? "en" : "fr";
  const { choose, isPending } = useLocaleChoice();
  return (
    <Button variant="ghost" size="sm" lang={other} disabled={isPending} onClick={() => choose(other)}>
      {t(`locales.${other}`)}
    </Button>
  );
}
