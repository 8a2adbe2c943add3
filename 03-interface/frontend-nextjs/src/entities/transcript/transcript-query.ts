"use client";

import { useQuery } from "@tanstack/react-query";
import { api, unwrap, type Meeting, type Transcript } from "@/lib/api/client";

export type RevisedTranscript = { transcript: Transcript; revision: number };

export async function fetchTranscript(id: string): Promise<RevisedTranscript> {
  const call = api.GET("/api/v1/meetings/{meeting_id}/transcript", { params: { path: { meeting_id: id } } });
  const transcript = await unwrap(call);
  const { response } = await call;
  return { transcript, revision: Number(response.headers.get("Scribe-Revision") ?? 0) };
}

/** Query the transcript once per visit; from then on the page's own edits keep it up to date. */
export function useTranscript(meeting: Meeting) {
  return useQuery({
    queryKey: ["transcript", meeting.id, meeting.result_attempt],
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
    queryFn: () => fetchTranscript(meeting.id),
  });
}
