"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { commentsKey } from "@/entities/comment/comments-key";
import type { Anchor } from "@/entities/transcript/anchors/anchor";
import { keepChange, keepRemark, type Desk } from "@/features/comments/kept-remarks";
import { api, settle, unwrap } from "@/lib/api/client";

/** Query the comments on a meeting, in the order of the recording. */
export function useComments(meetingId: string) {
  return useQuery({
    queryKey: commentsKey(meetingId),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/meetings/{meeting_id}/comments", { params: { path: { meeting_id: meetingId } } }),
      ),
  });
}

/** What happens even where the form or the page that asked is gone by then. */
type Outcome<V> = { onSuccess?: (data: unknown, variables: V) => void; onError?: (error: Error) => void };

function useCommentChange<V>(
  meetingId: string,
  change: (variables: V) => Promise<unknown>,
  outcome: Outcome<V> = {},
) {
  const queryClient = useQueryClient();
  return useMutation({
    ...outcome,
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: commentsKey(meetingId) }),
  });
}

function postComment(meetingId: string, { anchor, text }: { anchor: Anchor; text: string }) {
  return unwrap(
    api.POST("/api/v1/meetings/{meeting_id}/comments", {
      params: { path: { meeting_id: meetingId } },
      body: { ...anchor, segments: [...anchor.segments], text },
    }),
  );
}

/** Write a comment; it is kept in this tab until the server has it. */
export const useWriteComment = (desk: Desk) =>
  useCommentChange(
    desk.meetingId,
    (remark: { anchor: Anchor; text: string }) => postComment(desk.meetingId, remark),
    { onSuccess: () => keepRemark(desk, null) },
  );

/** Highlight words; whatever else is written at that time is no matter of it. */
export const useHighlight = (meetingId: string, onError: (error: Error) => void) =>
  useCommentChange(meetingId, (anchor: Anchor) => postComment(meetingId, { anchor, text: "" }), { onError });

/** Change the text of a comment; it is kept in this tab until the server has it. */
export const useChangeComment = (meetingId: string) =>
  useCommentChange(
    meetingId,
    ({ id, text }: { id: string; text: string }) =>
      unwrap(
        api.PATCH("/api/v1/meetings/{meeting_id}/comments/{comment_id}", {
          params: { path: { meeting_id: meetingId, comment_id: id } },
          body: { text },
        }),
      ),
    { onSuccess: (_, { id }) => keepChange(meetingId, id, null) },
  );

export function deleteComment(meetingId: string, id: string): Promise<void> {
  return settle(
    api.DELETE("/api/v1/meetings/{meeting_id}/comments/{comment_id}", {
      params: { path: { meeting_id: meetingId, comment_id: id } },
      keepalive: true,
    }),
  );
}
