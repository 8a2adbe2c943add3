"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { offerOf } from "@/features/editing/notices/offer";
import { useRevisions } from "@/features/editing/revisions/revisions";
import type { Meeting, Operation } from "@/lib/api/client";

type ReprocessedBarProps = { meeting: Meeting; revision: number; onPerform: (operation: Operation) => void };

/** Offers, after a meeting was processed again, the version that is not shown: the edited one, or the new one. */
export function ReprocessedBar({ meeting, revision, onPerform }: ReprocessedBarProps) {
  const t = useTranslations("editing.reprocessed");
  const revisions = useRevisions(meeting.id, revision, (meeting.result_attempt ?? 0) > 1 && revision > 0);
  const offer = offerOf(revisions.data?.items ?? [], revision, meeting.result_attempt);
  if (!offer) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl border border-border bg-surface p-4 text-sm">
      <RefreshCw aria-hidden className="size-4 shrink-0 text-muted-foreground max-sm:hidden" />
      <p className="min-w-0 flex-1 basis-64 text-muted-foreground">
        {t(offer.kind === "adopt" ? "text" : "fresh")}
      </p>
      <Button size="sm" onClick={() => onPerform(offer)}>
        {t(offer.kind === "adopt" ? "adopt" : "restore")}
      </Button>
    </div>
  );
}
