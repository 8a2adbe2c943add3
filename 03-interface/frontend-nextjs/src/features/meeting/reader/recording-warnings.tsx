"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Transcript } from "@/lib/api/client";
import { formatClock } from "@/lib/format/time";

/** What is missing or damaged in the recording, and when. */
export function RecordingWarnings({ warnings }: { warnings: Transcript["warnings"] }) {
  const t = useTranslations("warnings");
  if (!warnings?.length) {
    return null;
  }
  return (
    <div
      role="note"
      aria-label={t("label")}
      className="mt-3 flex gap-3 rounded-xl border border-warning/40 bg-surface p-4 text-sm"
    >
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
      <ul className="grid gap-1">
        {warnings.map(({ code, start, end }) => {
          const what = t(`codes.${code}`);
          const from = typeof start === "number" ? formatClock(start) : null;
          const to = typeof end === "number" ? formatClock(end) : null;
          const text =
            from === null
              ? what
              : to === null
                ? t("since", { what, start: from })
                : t("span", { what, start: from, end: to });
          return <li key={`${code}-${start}`}>{text}</li>;
        })}
      </ul>
    </div>
  );
}
