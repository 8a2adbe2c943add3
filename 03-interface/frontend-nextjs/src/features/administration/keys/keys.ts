"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export type OwnedKey = components["schemas"]["OwnedKey"];

export const PAGE_SIZE = 50;

/** Return the page that is shown where `page` is asked for: the last one with keys, if it lies beyond. */
export function pageWithin(page: number, total: number): number {
  return Math.max(1, Math.min(page, Math.ceil(total / PAGE_SIZE)));
}

/** Query a page of everybody's keys, newest first. */
export function useKeys(page: number) {
  return useQuery({
    queryKey: ["keys", page],
    placeholderData: keepPreviousData,
    queryFn: () => unwrap(api.GET("/api/v1/admin/keys", { params: { query: { page, size: PAGE_SIZE } } })),
  });
}

export function useRevokeKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      settle(api.DELETE("/api/v1/admin/keys/{token_id}", { params: { path: { token_id: id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["keys"] }),
  });
}
