"use client";

import { useQuery } from "@tanstack/react-query";
import { api, unwrap, type Meeting } from "@/lib/api/client";

/** Each attempt has a transcript of its own. */
export function useTranscript({ id, attempt }: Meeting) {
  return useQuery({
    queryKey: ["transcript", id, attempt],
    staleTime: Infinity,
    queryFn: () =>
      unwrap(api.GET("/api/v1/meetings/{meeting_id}/transcript", { params: { path: { meeting_id: id } } })),
  });
}
