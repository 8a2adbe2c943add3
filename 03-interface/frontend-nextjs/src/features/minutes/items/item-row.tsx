"use client";

import { CircleHelp, History, Pencil, Trash2, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { ItemForm } from "@/features/minutes/items/item-form";
import { ItemHistory } from "@/features/minutes/items/item-history";
import { useItemChange, useRestoreItem } from "@/features/minutes/minutes";
import type { MinutesItem } from "@/lib/api/client";
import { isolate } from "@/lib/format/isolate";
import { formatClock } from "@/lib/format/time";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type ItemRowProps = {
  meetingId: string;
  minutesId: string;
  item: MinutesItem;
  isAction: boolean;
  canEdit: boolean;
  onPlay: (seconds: number) => void;
};

/** One item: its time plays what it rests on, and marks say why it should not be trusted yet. */
export function ItemRow({ meetingId, minutesId, item, isAction, canEdit, onPlay }: ItemRowProps) {
  const t = useTranslations("minutes");
  const change = useItemChange(meetingId, minutesId);
  const common = useTranslations("common");
  const problemText = useProblemText();
  const restore = useRestoreItem(meetingId, minutesId);
  const [isEdited, setIsEdited] = useState(false);
  const [showsHistory, setShowsHistory] = useState(false);
  const onError = (error: unknown) => void toast.error(problemText(error));
  const handleDelete = () =>
    change.mutate(
      { itemId: item.id, change: null },
      {
        onError,
        onSuccess: () =>
          void toast(t("itemDeleted"), {
            action: {
              label: common("undo"),
              onClick: () => restore.mutate({ itemId: item.id, change: null }, { onError }),
            },
          }),
      },
    );
  const isDoubtful = item.doubts.length > 0;
  if (isEdited) {
    return (
      <li>
        <ItemForm
          text={item.text}
          {...(isAction ? { action: item } : {})}
          isSaving={change.isPending}
          error={change.error}
          onDismiss={() => setIsEdited(false)}
          onSave={(fields) =>
            change.mutate(
              { itemId: item.id, change: isAction ? fields : { text: fields.text } },
              { onSuccess: () => setIsEdited(false) },
            )
          }
        />
      </li>
    );
  }
  return (
    <li
      data-stale={item.stale}
      data-checked={item.checked}
      className={cn(
        "group relative -mx-2 rounded-r-lg border-l-2 border-transparent px-1.5 py-1 hover:bg-muted/60",
        isDoubtful && "border-dashed border-border-strong",
        item.stale && "border-solid border-warning",
      )}
    >
      <div className="flex items-start gap-2">
        {isAction ? (
          <input
            type="checkbox"
            checked={item.done}
            disabled={!canEdit}
            aria-label={t("done", { text: item.text })}
            onChange={(event) =>
              change.mutate({ itemId: item.id, change: { done: event.target.checked } }, { onError })
            }
            className="mt-0.5 size-4 shrink-0 accent-primary max-lg:size-5 lg:mt-1"
          />
        ) : null}
        <p
          dir="auto"
          className={cn(
            "min-w-0 flex-1 text-sm break-words",
            isDoubtful && "text-muted-foreground italic",
            item.done && "text-muted-foreground line-through",
          )}
        >
          {item.text}
        </p>
        {canEdit ? (
          <span className="-my-1.5 flex shrink-0 lg:pointer-fine:absolute lg:pointer-fine:top-0 lg:pointer-fine:right-0 lg:pointer-fine:my-0 lg:pointer-fine:rounded-lg lg:pointer-fine:bg-muted lg:pointer-fine:opacity-0 lg:pointer-fine:group-focus-within:opacity-100 lg:pointer-fine:group-hover:opacity-100">
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t("history.open")}
              onClick={() => setShowsHistory(true)}
            >
              <History />
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t("edit")}
              onClick={() => {
                change.reset();
                setIsEdited(true);
              }}
            >
              <Pencil />
            </Button>
            <Button size="icon-sm" variant="ghost" aria-label={t("deleteItem")} onClick={handleDelete}>
              <Trash2 />
            </Button>
          </span>
        ) : null}
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground">
        <TimeChips item={item} onPlay={onPlay} />
        {isAction ? <Duties item={item} /> : null}
      </div>
      <Marks item={item} />
      {showsHistory ? (
        <ItemHistory
          meetingId={meetingId}
          minutesId={minutesId}
          item={item}
          canEdit={canEdit}
          onClose={() => setShowsHistory(false)}
        />
      ) : null}
    </li>
  );
}

function TimeChips({ item, onPlay }: Pick<ItemRowProps, "item" | "onPlay">) {
  const t = useTranslations("minutes");
  // Segments of one speaker that follow each other are one chip.
  const chips = item.evidence.filter(
    (one, at) =>
      at === 0 ||
      item.evidence[at - 1]?.speaker !== one.speaker ||
      one.start - (item.evidence[at - 1]?.end ?? 0) > 10,
  );
  return chips.map((one) => (
    <button
      key={one.segment}
      type="button"
      aria-label={t("play", { speaker: one.speaker, time: formatClock(one.start) })}
      onClick={() => onPlay(one.start)}
      className="inline-flex h-6 max-w-full min-w-0 items-center gap-1 rounded-full border border-border bg-surface px-2 tabular-nums hover:bg-muted"
    >
      {formatClock(one.start)} <bdi className="truncate">{one.speaker}</bdi>
    </button>
  ));
}

function Duties({ item }: { item: MinutesItem }) {
  const t = useTranslations("minutes");
  const format = useFormatter();
  const day = item.due_date
    ? format.dateTime(new Date(`${item.due_date}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" })
    : null;
  return (
    <>
      <span>{item.owner ? t("ownerOf", { name: isolate(item.owner) }) : t("nobody")}</span>
      {item.due || day ? (
        <span>{t("dueOn", { due: [item.due, day].filter(Boolean).join(" · ") })}</span>
      ) : null}
    </>
  );
}

function Marks({ item }: { item: MinutesItem }) {
  const t = useTranslations("minutes");
  const format = useFormatter();
  return (
    <>
      {item.written_by ? (
        <p className="mt-1 text-xs text-muted-foreground">{t("writtenBy", { name: item.written_by.name })}</p>
      ) : null}
      {item.doubts.length > 0 ? (
        <p className="mt-1 flex items-start gap-1.5 text-xs">
          <CircleHelp aria-hidden className="mt-px size-3.5 shrink-0 text-warning" />
          <span>
            <span className="font-medium">{t("unchecked")}</span>{" "}
            {format.list(item.doubts.map((doubt) => t(`doubts.${doubt}`)))}
          </span>
        </p>
      ) : null}
      {item.stale ? (
        <p className="mt-1 flex items-start gap-1.5 text-xs font-medium">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-warning" />
          {t("stale")}
        </p>
      ) : null}
    </>
  );
}
