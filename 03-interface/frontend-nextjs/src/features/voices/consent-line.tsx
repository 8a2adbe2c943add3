"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Voice } from "@/lib/api/client";

/** The recorded consent with its author and date, or a notice that there is none. */
export function ConsentLine({ voice }: { voice: Voice }) {
  const t = useTranslations("consent");
  const format = useFormatter();
  const { consent } = voice;
  if (!consent) return voice.in_bank ? null : <p className="text-[13px] text-warning">{t("missing")}</p>;
  const date = format.dateTime(new Date(consent.at), { dateStyle: "medium" });
  return (
    <p className="text-[13px] break-words text-muted-foreground">
      {t("noted", { text: consent.text })} · {t("by", { name: consent.by, date })}
    </p>
  );
}
