"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CommentForm } from "@/features/comments/comment-form";
import { useChangeComment } from "@/features/comments/comments";
import { keepChange, keptChange } from "@/features/comments/kept-remarks";
import type { PlacedComment } from "@/features/comments/use-commenting";
import { formatClock } from "@/lib/format/time";
import { useProblemText } from "@/lib/use-problem-text";

type CommentRowProps = {
  meetingId: string;
  placed: PlacedComment;
  /** Name of who says the words. */
  speaker: string;
  canChange: boolean;
  canDelete: boolean;
  onShow: () => void;
  onDelete: () => void;
};

/** Return the id of the row of a comment in the document. */
export const rowId = (commentId: string) => `comment-${commentId}`;

/** A comment with the words that it is about, its author and its time. */
export function CommentRow(props: CommentRowProps) {
  const { meetingId, placed, speaker, canChange, canDelete, onShow, onDelete } = props;
  const { comment, quote } = placed;
  const t = useTranslations("comments");
  const format = useFormatter();
  const problemText = useProblemText();
  const change = useChangeComment(meetingId);
  // The page is built anew when the meeting was processed again.
  const [begun, setBegun] = useState(() => (canChange ? keptChange(meetingId, comment.id) : null));
  const [isWriting, setWriting] = useState(begun !== null);
  const stop = () => {
    setBegun(null);
    setWriting(false);
  };
  const time = formatClock(comment.second ?? comment.start);
  const written = format.dateTime(new Date(comment.edited_at ?? comment.created_at), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <li
      id={rowId(comment.id)}
      className="group -mx-2 grid grid-cols-[minmax(0,1fr)] gap-1 rounded-lg px-2 py-2 hover:bg-muted/60"
    >
      <button
        type="button"
        className="relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 rounded-md text-left text-[13px]"
        onClick={onShow}
      >
        <span className="font-mono text-xs leading-5 text-accent tabular-nums">{time}</span>
        <span className="line-clamp-3 border-l-2 border-highlight-strong pl-2 leading-5">
          {quote ? (
            <>
              <bdi className="font-medium">{speaker}</bdi> <bdi>{quote}</bdi>
            </>
          ) : (
            <span className="text-muted-foreground italic">
              {t(comment.segments.length > 0 ? "gone" : "noted")}
            </span>
          )}
          <span className="sr-only"> {t("show")}</span>
        </span>
      </button>
      {isWriting ? (
        <CommentForm
          text={comment.text}
          begun={begun ?? comment.text}
          isBusy={change.isPending}
          error={change.isError ? problemText(change.error) : undefined}
          onWrite={(text) => keepChange(meetingId, comment.id, text === comment.text ? null : text)}
          onSave={(text) => change.mutate({ id: comment.id, text }, { onSuccess: stop })}
          onDismiss={() => {
            change.reset();
            keepChange(meetingId, comment.id, null);
            stop();
          }}
        />
      ) : comment.text ? (
        <p className="text-sm [overflow-wrap:anywhere] whitespace-pre-line" dir="auto">
          {comment.text}
        </p>
      ) : null}
      <div className="flex min-h-7 items-center gap-1">
        <p className="min-w-0 flex-1 text-xs [overflow-wrap:anywhere] text-muted-foreground">
          <bdi>{comment.author_name}</bdi> · {written}
          {comment.edited_at ? ` · ${t("edited")}` : ""}
        </p>
        {canChange && !isWriting ? (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("edit", { time })}
            onClick={() => setWriting(true)}
          >
            <Pencil />
          </Button>
        ) : null}
        {canDelete && !isWriting ? (
          <Button variant="ghost" size="icon-sm" aria-label={t("delete", { time })} onClick={onDelete}>
            <Trash2 />
          </Button>
        ) : null}
      </div>
    </li>
  );
}
