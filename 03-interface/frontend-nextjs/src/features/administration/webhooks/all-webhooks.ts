"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { LOG_SIZE } from "@/components/webhooks/delivery-list";
import { api, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export type OwnedWebhook = components["schemas"]["OwnedWebhook"];

export const PAGE_SIZE = 50;

const KEY = ["all-webhooks"] as const;

/** Query a page of everybody's webhooks, newest first. */
export function useAllWebhooks(page: number) {
  return useQuery({
    queryKey: [...KEY, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      unwrap(api.GET("/api/v1/admin/webhooks", { params: { query: { page, size: PAGE_SIZE } } })),
  });
}

/** Query a page of what anybody's webhook was sent lately. */
export function useAnyDeliveries(id: string, page: number) {
  return useQuery({
    queryKey: [...KEY, "deliveries", id, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/admin/webhooks/{webhook_id}/deliveries", {
          params: { path: { webhook_id: id }, query: { page, size: LOG_SIZE } },
        }),
      ),
  });
}

export function useSwitchWebhook() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) =>
      unwrap(
        api.PATCH("/api/v1/admin/webhooks/{webhook_id}", {
          params: { path: { webhook_id: id } },
          body: { enabled },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
