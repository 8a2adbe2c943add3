"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";
import { ME_KEY } from "@/lib/query-client";

export type Account = components["schemas"]["Account"];
export type AccountChange = components["schemas"]["AccountChange"];

export type InstanceChange = components["schemas"]["InstanceChange"];

export const PAGE_SIZE = 50;
const ACCOUNTS_KEY = ["accounts"] as const;
const SETTINGS_KEY = ["instance-settings"] as const;

export function useAccounts(page: number, search: string) {
  return useQuery({
    queryKey: [...ACCOUNTS_KEY, page, search],
    placeholderData: keepPreviousData,
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/admin/users", {
          params: { query: { page, size: PAGE_SIZE, ...(search ? { search } : {}) } },
        }),
      ),
  });
}

export function useChangeAccount() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: AccountChange }) =>
      unwrap(api.PATCH("/api/v1/admin/users/{user_id}", { params: { path: { user_id: id } }, body: change })),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ACCOUNTS_KEY }),
        // It may have been the administrator's own account.
        queryClient.invalidateQueries({ queryKey: ME_KEY }),
      ]),
  });
}

export function useInstanceSettings() {
  return useQuery({ queryKey: SETTINGS_KEY, queryFn: () => unwrap(api.GET("/api/v1/admin/settings")) });
}

export function useChangeInstance() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: InstanceChange) => unwrap(api.PUT("/api/v1/admin/settings", { body })),
    onSuccess: (settings) => queryClient.setQueryData(SETTINGS_KEY, settings),
  });
}
