"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useRevisions } from "@/features/editing/revisions/revisions";
import type { Meeting } from "@/lib/api/client";

type ReprocessedBarProps = { meeting: Meeting; revision: number; onAdopt: () => void };

/** Says that edits were kept when the meeting was processed again, and offers the new transcript. */
export function ReprocessedBar({ meeting, revision, onAdopt }: ReprocessedBarProps) {
  const t = useTranslations("editing.reprocessed");
  const revisions = useRevisions(meeting.id, revision, meeting.attempt > 1 && revision > 0);
  const head = revisions.data?.items.find(({ number }) => number === revision);
  if (!head || head.attempt >= meeting.attempt) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl border border-border bg-surface p-4 text-sm">
      <RefreshCw aria-hidden className="size-4 shrink-0 text-muted-foreground max-sm:hidden" />
      <p className="min-w-0 flex-1 basis-64 text-muted-foreground">{t("text")}</p>
      <Button size="sm" onClick={onAdopt}>
        {t("adopt")}
      </Button>
    </div>
  );
}
