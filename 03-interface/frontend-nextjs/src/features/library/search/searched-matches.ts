"use client";

import { useQuery } from "@tanstack/react-query";
import { api, unwrap, type Match } from "@/lib/api/client";

/** The part of the list's state that decides which sentences match. */
export type Searched = { q: string; speaker: string | null };

/** Query all matching sentences of a meeting, once they are wanted. */
export function useAllMatches(meetingId: string, { q, speaker }: Searched, isWanted: boolean) {
  return useQuery({
    queryKey: ["matches", meetingId, q, speaker],
    enabled: isWanted,
    queryFn: ({ signal }): Promise<Match[]> =>
      unwrap(
        api.GET("/api/v1/meetings/{meeting_id}/matches", {
          signal,
          params: { path: { meeting_id: meetingId }, query: { q, speaker: speaker ?? undefined } },
        }),
      ),
  });
}
