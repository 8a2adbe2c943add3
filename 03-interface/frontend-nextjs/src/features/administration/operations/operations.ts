"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale } from "next-intl";
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

/** Query the settings of the gateway once they are asked for, explained in the reader's language. */
export function useShownSettings(isWanted: boolean) {
  const locale = useLocale();
  return useQuery({
    queryKey: ["operations-settings", locale],
    enabled: isWanted,
    queryFn: async () => {
      const [settings, explanations] = await Promise.all([
        unwrap(api.GET("/api/v1/admin/operations/settings")),
        explanationsIn(locale),
      ]);
      return settings.map((setting) => ({ ...setting, explanation: explanations[setting.description] }));
    },
  });
}

/** Return what the gateway's descriptions, which are English, say in a language. */
async function explanationsIn(locale: string): Promise<Partial<Record<string, string>>> {
  return locale === "fr" ? (await import("@/i18n/settings.fr.json")).default : {};
}
