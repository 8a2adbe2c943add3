"use client";

import { RotateCcw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useItemHistory, useRestoreItem } from "@/features/minutes/minutes";
import type { MinutesItem } from "@/lib/api/client";
import { isolate } from "@/lib/format/isolate";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type ItemHistoryProps = {
  meetingId: string;
  minutesId: string;
  item: MinutesItem;
  canEdit: boolean;
  onClose: () => void;
};

/** A line as it is, and its changes with their authors; what changed or deleted it can be taken back. */
export function ItemHistory({ onClose, ...history }: ItemHistoryProps) {
  const t = useTranslations("minutes.history");
  return (
    <Dialog
      closesOnBack
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={t("text")}
    >
      <div className="mb-2 border-l-2 border-border-strong pl-3">
        <p className="text-[13px] text-muted-foreground">{t("now")}</p>
        <p dir="auto" className="text-sm break-words">
          {history.item.text}
        </p>
      </div>
      <ChangeList {...history} onClose={onClose} />
    </Dialog>
  );
}

function ChangeList({ meetingId, minutesId, item, canEdit, onClose }: ItemHistoryProps) {
  const t = useTranslations("minutes.history");
  const format = useFormatter();
  const problemText = useProblemText();
  const changes = useItemHistory(meetingId, minutesId, item.id);
  const restore = useRestoreItem(meetingId, minutesId);
  const handleRestore = (change: number) =>
    restore.mutate(
      { itemId: item.id, change },
      { onSuccess: onClose, onError: (error) => void toast.error(problemText(error)) },
    );
  if (changes.isError && !changes.data) {
    return <ProblemNotice error={changes.error} onRetry={() => void changes.refetch()} />;
  }
  if (changes.data?.length === 0) return <p className="text-sm text-muted-foreground">{t("none")}</p>;
  return (
    <ol className="-mx-2 grid gap-1" aria-busy={changes.isPending}>
      {changes.data?.map(({ id, kind, author, before, at }) => (
        <li key={id} className="flex items-start gap-3 rounded-lg px-2 py-2">
          <div className="min-w-0 flex-1">
            <p className="text-sm font-medium">{t(`kinds.${kind}`)}</p>
            {before ? (
              <p className="text-sm break-words text-muted-foreground">
                {t("before", { text: isolate(before.text) })}
              </p>
            ) : null}
            <p className="mt-0.5 text-[13px] text-muted-foreground">
              <bdi>{author?.name ?? (kind === "rewritten" ? t("model") : t("nobody"))}</bdi>
              {" · "}
              <span className="whitespace-nowrap">
                {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
              </span>
            </p>
          </div>
          {canEdit && before ? (
            <Button
              size="sm"
              variant="ghost"
              aria-label={t("restoreOf", { text: before.text })}
              disabled={restore.isPending}
              isOnce
              onClick={() => handleRestore(id)}
            >
              <RotateCcw />
              {t("restore")}
            </Button>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
