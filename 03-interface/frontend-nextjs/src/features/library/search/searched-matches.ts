"use client";

import { useQuery } from "@tanstack/react-query";
import { api, unwrap, type Match } from "@/lib/api/client";

/** What of the list's state decides which sentences are found. */
export type Searched = { q: string; speaker: string | null };

/** All sentences of a meeting that were searched for, once they are wanted. */
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
