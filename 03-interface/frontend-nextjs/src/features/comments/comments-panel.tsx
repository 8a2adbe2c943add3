"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ProblemNotice } from "@/components/problem-notice";
import { commentsKey } from "@/entities/comment/comments-key";
import { rightsOf } from "@/entities/meeting/rights";
import { CommentRow } from "@/features/comments/comment-row";
import { deleteComment } from "@/features/comments/comments";
import type { Commenting } from "@/features/comments/use-commenting";
import type { Meeting } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";

type CommentsPanelProps = {
  meeting: Meeting;
  commenting: Commenting;
  nameOf: (speaker: string) => string;
  onShow: (seconds: number) => void;
};

/** The highlights and comments beside the transcript, in the order of the recording. */
export function CommentsPanel({ meeting, commenting, nameOf, onShow }: CommentsPanelProps) {
  const t = useTranslations("comments");
  const queryClient = useQueryClient();
  const { remove } = useDelayedDeletion();
  const { canEdit, isOwner } = rightsOf(meeting);
  const { query, placed } = commenting;
  if (query.isError && !query.data) {
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (placed.length === 0) {
    return <p className="text-sm text-muted-foreground">{canEdit ? t("noneText") : t("none")}</p>;
  }
  return (
    <ul aria-label={t("title")} className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {placed.map((each) => (
        <CommentRow
          key={each.comment.id}
          meetingId={meeting.id}
          placed={each}
          speaker={each.speaker === null ? "" : nameOf(each.speaker)}
          canChange={canEdit && each.comment.own}
          canDelete={isOwner || each.comment.own}
          onShow={() => onShow(each.comment.start)}
          onDelete={() =>
            remove(each.comment.id, t("deleted"), async () => {
              await deleteComment(meeting.id, each.comment.id);
              await queryClient.invalidateQueries({ queryKey: commentsKey(meeting.id) });
            })
          }
        />
      ))}
    </ul>
  );
}
