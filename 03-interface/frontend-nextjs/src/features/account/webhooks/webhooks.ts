"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { LOG_SIZE, type Delivery } from "@/components/webhooks/delivery-list";
import type { MeetingEvent } from "@/components/webhooks/events";
import { api, settle, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export type Webhook = components["schemas"]["Webhook"];

const KEY = ["webhooks"] as const;
const POLL_MS = 2000;
const SOON_MS = 15_000;

/** Return after how long a page of deliveries is asked for again: soon, while something has had no outcome yet. */
function pollOf(deliveries: readonly Delivery[] = []): number | false {
  const waiting = deliveries.filter(({ status }) => status === "waiting");
  // What is being sent counts as an attempt already.
  const isNew = ({ attempts, error, answer_status: answer }: Delivery) =>
    attempts === 0 || (error === null && answer === null);
  if (waiting.some(isNew)) return POLL_MS;
  return waiting.length > 0 ? SOON_MS : false;
}

/** Query the webhooks of the account, and now and then whether they work. */
export function useWebhooks() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET("/api/v1/webhooks")),
    refetchInterval: ({ state }) => (state.data?.length ? SOON_MS : false),
  });
}

/** Query a page of what a webhook was told, again and again while something is about to be sent. */
export function useDeliveries(id: string, page: number) {
  return useQuery({
    queryKey: [...KEY, id, page],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/webhooks/{webhook_id}/deliveries", {
          params: { path: { webhook_id: id }, query: { page, size: LOG_SIZE } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollOf(state.data?.items),
  });
}

function useChange<T, R>(change: (variables: T) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

export function useMakeWebhook() {
  return useChange((wanted: { name: string; url: string; events: MeetingEvent[] }) =>
    unwrap(api.POST("/api/v1/webhooks", { body: wanted })),
  );
}

export function useEnableWebhook() {
  return useChange(({ id, enabled }: { id: string; enabled: boolean }) =>
    unwrap(
      api.PATCH("/api/v1/webhooks/{webhook_id}", { params: { path: { webhook_id: id } }, body: { enabled } }),
    ),
  );
}

export function useDeleteWebhook() {
  return useChange((id: string) =>
    settle(api.DELETE("/api/v1/webhooks/{webhook_id}", { params: { path: { webhook_id: id } } })),
  );
}

export function useTestWebhook() {
  return useChange((id: string) =>
    unwrap(api.POST("/api/v1/webhooks/{webhook_id}/test", { params: { path: { webhook_id: id } } })),
  );
}

export function useResend(id: string) {
  return useChange((delivery: string) =>
    unwrap(
      api.POST("/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/resend", {
        params: { path: { webhook_id: id, delivery_id: delivery } },
      }),
    ),
  );
}
