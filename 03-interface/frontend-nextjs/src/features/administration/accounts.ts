"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { api, settle, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";
import { ME_KEY } from "@/lib/query-client";

export type Account = components["schemas"]["Account"];
export type AccountChange = components["schemas"]["AccountChange"];

export type Belongings = components["schemas"]["Belongings"];
export type MadeLink = components["schemas"]["MadeLink"];
export type NewAccount = components["schemas"]["NewAccount"];
export type InstanceChange = components["schemas"]["InstanceChange"];

export type InstanceSettings = components["schemas"]["InstanceSettings"];

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

/** Return a function that reads the accounts again. */
export function useReloadAccounts(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ACCOUNTS_KEY });
}

/** Create an account, which gives a link for its owner. */
export function useInvite() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAccount) => unwrap(api.POST("/api/v1/admin/users", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ACCOUNTS_KEY }),
  });
}

/** Make a new link for an account, which ends its password and sessions. */
export function useRenewLink() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST("/api/v1/admin/users/{user_id}/link", { params: { path: { user_id: id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ACCOUNTS_KEY }),
  });
}

/** Send a link that was just made to the address of its account. */
export function useMailLink() {
  const language = useLocale() === "fr" ? "fr" : "en";
  return useMutation({
    mutationFn: ({ user_id, url }: MadeLink) =>
      settle(
        api.POST("/api/v1/admin/users/{user_id}/link/mail", {
          params: { path: { user_id } },
          body: { token: new URL(url).hash.slice(1), language },
        }),
      ),
  });
}

/** Turn off the second factor of somebody who has lost it. */
export function useRemoveSecondFactor() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      settle(
        api.DELETE("/api/v1/admin/users/{user_id}/second-factor", { params: { path: { user_id: id } } }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ACCOUNTS_KEY }),
  });
}

export function useDeleteAccount() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, belongings }: { id: string; belongings: Belongings }) =>
      settle(
        api.DELETE("/api/v1/admin/users/{user_id}", { params: { path: { user_id: id }, query: belongings } }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ACCOUNTS_KEY }),
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
