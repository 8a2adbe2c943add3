"use client";

import { VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** The notice in the player's place under a transcript without a recording, or without one any more. */
export function NoRecording({ extra }: { extra: ReactNode }) {
  const t = useTranslations("player");
  return (
    <section
      aria-label={t("label")}
      data-player
      className="sticky bottom-0 z-20 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] print:hidden"
    >
      <div className="mx-auto flex max-w-7xl items-center gap-3 px-4 py-3 text-sm text-muted-foreground sm:px-6">
        <VolumeX aria-hidden className="size-4 shrink-0" />
        <p>{t("noRecording")}</p>
        <div className="ml-auto flex items-center gap-1">{extra}</div>
      </div>
    </section>
  );
}
