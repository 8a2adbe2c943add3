"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { RETENTION_KEY } from "@/lib/query-client";
import type { components } from "@/lib/api/schema";

export type MeetingRetention = components["schemas"]["MeetingRetention"];
type RetentionChange = components["schemas"]["RetentionChange"];

const keyOf = (id: string) => [...RETENTION_KEY, id] as const;

/** Until when a meeting is kept. */
export function useRetention(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: () =>
      unwrap(api.GET("/api/v1/meetings/{meeting_id}/retention", { params: { path: { meeting_id: id } } })),
  });
}

export function useChangeRetention(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: RetentionChange) =>
      unwrap(
        api.PATCH("/api/v1/meetings/{meeting_id}/retention", { params: { path: { meeting_id: id } }, body }),
      ),
    onSuccess: (kept) => queryClient.setQueryData(keyOf(id), kept),
  });
}
