"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap } from "@/lib/api/client";
import { whileSignedIn } from "@/lib/api/polling";
import type { components } from "@/lib/api/schema";

export type Overview = components["schemas"]["Overview"];
export type Job = components["schemas"]["Job"];
export type FailedJob = components["schemas"]["FailedJob"];

const OVERVIEW_KEY = ["operations"] as const;
const LOOK_EVERY_MS = 5_000;

/** Query what runs, what failed and what is stored, again and again while the page is seen. */
export function useOverview() {
  return useQuery({
    queryKey: OVERVIEW_KEY,
    refetchInterval: ({ state }) => whileSignedIn(state, LOOK_EVERY_MS),
    queryFn: () => unwrap(api.GET("/api/v1/admin/operations")),
  });
}

export function useRetryFailed() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      settle(
        api.POST("/api/v1/admin/operations/failed/{meeting_id}/retry", {
          params: { path: { meeting_id: id } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: OVERVIEW_KEY }),
  });
}

/** Query the settings of the gateway once they are asked for. */
export function useShownSettings(isWanted: boolean) {
  return useQuery({
    queryKey: ["operations-settings"],
    enabled: isWanted,
    queryFn: () => unwrap(api.GET("/api/v1/admin/operations/settings")),
  });
}
