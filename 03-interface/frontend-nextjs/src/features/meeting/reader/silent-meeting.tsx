"use client";

import { MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/empty-state";

/** What is said in place of a transcript without words, and what can be done about it. */
export function SilentMeeting({ action }: { action?: ReactNode }) {
  const t = useTranslations("transcript");
  return (
    <EmptyState icon={<MicOff />} title={t("silent")} action={action}>
      {t("silentText")}
      {action ? ` ${t("silentNext")}` : null}
    </EmptyState>
  );
}
