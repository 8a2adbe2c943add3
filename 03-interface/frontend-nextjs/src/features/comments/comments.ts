"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Anchor } from "@/entities/transcript/anchors/anchor";
import { api, settle, unwrap } from "@/lib/api/client";
import { commentsKey } from "@/lib/query-client";

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

function useCommentChange<V>(meetingId: string, change: (variables: V) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: commentsKey(meetingId) }),
  });
}

export const useWriteComment = (meetingId: string) =>
  useCommentChange(meetingId, ({ anchor, text }: { anchor: Anchor; text: string }) =>
    unwrap(
      api.POST("/api/v1/meetings/{meeting_id}/comments", {
        params: { path: { meeting_id: meetingId } },
        body: { ...anchor, segments: [...anchor.segments], text },
      }),
    ),
  );

export const useChangeComment = (meetingId: string) =>
  useCommentChange(meetingId, ({ id, text }: { id: string; text: string }) =>
    unwrap(
      api.PATCH("/api/v1/meetings/{meeting_id}/comments/{comment_id}", {
        params: { path: { meeting_id: meetingId, comment_id: id } },
        body: { text },
      }),
    ),
  );

export function deleteComment(meetingId: string, id: string): Promise<void> {
  return settle(
    api.DELETE("/api/v1/meetings/{meeting_id}/comments/{comment_id}", {
      params: { path: { meeting_id: meetingId, comment_id: id } },
      keepalive: true,
    }),
  );
}
