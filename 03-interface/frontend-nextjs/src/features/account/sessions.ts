"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export type OpenSession = components["schemas"]["OpenSession"];

const SESSIONS_KEY = ["sessions"] as const;

/** Query the sessions of the account that go on; the one in hand comes first. */
export function useSessions() {
  return useQuery({ queryKey: SESSIONS_KEY, queryFn: () => unwrap(api.GET("/api/v1/auth/sessions")) });
}

/** End one session, or all but the one in hand. */
export function useEndSessions() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (which: string | "others") =>
      settle(
        which === "others"
          ? api.DELETE("/api/v1/auth/sessions")
          : api.DELETE("/api/v1/auth/sessions/{session_id}", { params: { path: { session_id: which } } }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SESSIONS_KEY }),
  });
}
