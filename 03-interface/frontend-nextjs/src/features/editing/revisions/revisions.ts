"use client";

import { useQuery } from "@tanstack/react-query";
import { api, unwrap, type Edit, type Saved } from "@/lib/api/client";

const MAX_SHOWN = 100;

export const revisionsKey = (meetingId: string) => ["revisions", meetingId] as const;

/** Query the latest revisions, newest first. */
export function useRevisions(meetingId: string, revision: number, enabled: boolean) {
  return useQuery({
    queryKey: [...revisionsKey(meetingId), revision],
    enabled,
    placeholderData: (previous) => previous,
    queryFn: () => fetchRevisions(meetingId),
  });
}

/** Fetch the latest revisions, newest first. */
export function fetchRevisions(meetingId: string) {
  return unwrap(
    api.GET("/api/v1/meetings/{meeting_id}/revisions", {
      params: { path: { meeting_id: meetingId }, query: { size: MAX_SHOWN } },
    }),
  );
}

export function saveEdit(meetingId: string, edit: Edit): Promise<Saved> {
  return unwrap(
    api.POST("/api/v1/meetings/{meeting_id}/revisions", {
      params: { path: { meeting_id: meetingId } },
      body: edit,
    }),
  );
}
