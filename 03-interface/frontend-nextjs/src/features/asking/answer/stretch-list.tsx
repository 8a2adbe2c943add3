"use client";

import { useTranslations } from "next-intl";
import { EvidenceChip, type Playing } from "@/features/asking/answer/evidence-chip";
import type { FoundStretch } from "@/lib/api/client";

/** Passages like the question, where no model has answered from them. */
export function StretchList({
  stretches,
  onPlay,
}: {
  stretches: readonly FoundStretch[];
  onPlay: Playing | null;
}) {
  const t = useTranslations("asking");
  if (stretches.length === 0) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h4 className="text-[13px] font-medium text-muted-foreground">{t("passages")}</h4>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {stretches.map((stretch) => (
          <li key={`${stretch.meeting_id}-${stretch.start}`} className="grid grid-cols-[minmax(0,1fr)] gap-1">
            <p dir="auto" className="line-clamp-4 text-sm leading-6">
              {stretch.text}
            </p>
            <div className="flex">
              <EvidenceChip evidence={{ ...stretch, quote: stretch.text }} onPlay={onPlay} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
