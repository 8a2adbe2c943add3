"use client";

import { MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/empty-state";

export function SilentMeeting() {
  const t = useTranslations("transcript");
  return (
    <EmptyState icon={<MicOff />} title={t("silent")}>
      {t("silentText")}
    </EmptyState>
  );
}
