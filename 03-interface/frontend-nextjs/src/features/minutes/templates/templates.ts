"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap, type MinutesPreference } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export type NewTemplate = components["schemas"]["NewTemplate"];

export const TEMPLATES_KEY = ["minutes-templates"] as const;
const PREFERENCE_KEY = ["minutes-preferences"] as const;

export function useSaveTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: NewTemplate }) =>
      id === null
        ? unwrap(api.POST("/api/v1/minutes-templates", { body }))
        : unwrap(
            api.PUT("/api/v1/minutes-templates/{template_id}", {
              params: { path: { template_id: id } },
              body,
            }),
          ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: TEMPLATES_KEY }),
  });
}

export function deleteTemplate(id: string): Promise<void> {
  return settle(
    api.DELETE("/api/v1/minutes-templates/{template_id}", {
      params: { path: { template_id: id } },
      keepalive: true,
    }),
  );
}

/** Query what the user wants of the minutes of their new meetings. */
export function usePreference() {
  return useQuery({
    queryKey: PREFERENCE_KEY,
    queryFn: () => unwrap(api.GET("/api/v1/minutes-preferences")),
  });
}

export function useSavePreference() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: MinutesPreference) => unwrap(api.PUT("/api/v1/minutes-preferences", { body })),
    onSuccess: (saved) => queryClient.setQueryData(PREFERENCE_KEY, saved),
  });
}
