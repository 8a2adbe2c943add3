"use client";

import { History, RotateCcw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { Tooltip } from "@/components/ui/tooltip";
import { DeedWords } from "@/features/editing/revisions/deed-words";
import { useRevisions } from "@/features/editing/revisions/revisions";
import { useDeedText } from "@/features/editing/revisions/use-deed-text";
import type { Revision } from "@/lib/api/client";
import { redoneBy } from "@/features/editing/revisions/redone";
import { ProblemNotice } from "@/components/problem-notice";

const MACHINES = new Set<Revision["deed"]["kind"]>(["machine", "process"]);

type HistoryDialogProps = {
  meetingId: string;
  /** Number of the revision that is shown. */
  revision: number;
  /** Undefined for users who may only read. */
  onRestore: ((number: number) => void) | undefined;
};

/** The revisions with their authors and times; each can be restored. */
export function HistoryDialog({ meetingId, revision, onRestore }: HistoryDialogProps) {
  const t = useTranslations("editing.history");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={t("title")}>
        <Button size="icon-sm" aria-label={t("title")} onClick={() => setOpen(true)}>
          <History />
        </Button>
      </Tooltip>
      <Dialog closesOnBack open={isOpen} onOpenChange={setOpen} title={t("title")} description={t("text")}>
        <RevisionList
          meetingId={meetingId}
          revision={revision}
          onRestore={
            onRestore &&
            ((number) => {
              setOpen(false);
              onRestore(number);
            })
          }
        />
      </Dialog>
    </>
  );
}

function RevisionList({ meetingId, revision, onRestore }: HistoryDialogProps) {
  const revisions = useRevisions(meetingId, revision, true);
  if (revisions.isError && !revisions.data)
    return <ProblemNotice error={revisions.error} onRetry={() => void revisions.refetch()} />;
  if (!revisions.data) {
    return (
      <div className="grid gap-3" aria-busy>
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} className="h-12" />
        ))}
      </div>
    );
  }
  return (
    <ol className="-mx-2 grid" data-testid="revisions">
      {revisions.data.items.map((each) => (
        <RevisionRow
          key={each.number}
          revision={each}
          redone={redoneBy(each, revisions.data.items)}
          isShown={each.number === revision}
          onRestore={onRestore && (() => onRestore(each.number))}
        />
      ))}
    </ol>
  );
}

type RevisionRowProps = {
  revision: Revision;
  /** The change that it makes again by undoing its undoing; null for any other. */
  redone: number | null;
  isShown: boolean;
  onRestore: (() => void) | undefined;
};

function RevisionRow({ revision, redone, isShown, onRestore }: RevisionRowProps) {
  const t = useTranslations("editing.history");
  const format = useFormatter();
  const deedText = useDeedText();
  const date = new Date(revision.created_at);
  const when = format.dateTime(date, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li className="group/revision flex items-start gap-2 rounded-lg px-2 py-2.5 hover:bg-muted/60 sm:gap-3">
      <span className="mt-0.5 min-w-4 shrink-0 text-right font-mono text-xs leading-5 text-muted-foreground tabular-nums sm:w-8">
        {revision.number}
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-sm [overflow-wrap:anywhere]">{deedText(revision.deed, redone)}</p>
        <DeedWords deed={revision.deed} />
        <p className="mt-0.5 text-[13px] text-muted-foreground">
          <bdi>{revision.author?.name ?? t(MACHINES.has(revision.deed.kind) ? "machine" : "nobody")}</bdi> ·{" "}
          {when}
        </p>
      </div>
      {isShown ? (
        <span className="shrink-0 rounded-full bg-muted px-2.5 py-1 text-xs font-medium text-muted-foreground">
          {t("current")}
        </span>
      ) : null}
      {onRestore && !isShown ? (
        <Button
          variant="ghost"
          size="sm"
          aria-label={t("restoreOf", { number: revision.number })}
          isOnce
          onClick={onRestore}
        >
          <RotateCcw />
          <span className="max-sm:sr-only">{t("restore")}</span>
        </Button>
      ) : null}
    </li>
  );
}
