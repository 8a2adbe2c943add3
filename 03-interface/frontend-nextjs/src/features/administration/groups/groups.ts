"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { api, settle, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export type Group = components["schemas"]["Group"];
export type Member = components["schemas"]["Member"];
export type NewGroup = components["schemas"]["NewGroup"];

export const PAGE_SIZE = 50;
const FOUND = 8;

const KEY = ["groups"] as const;

export function useGroups() {
  return useQuery({ queryKey: KEY, queryFn: () => unwrap(api.GET("/api/v1/admin/groups")) });
}

/** Query a page of who is in a group. */
export function useMembers(id: string, page: number) {
  return useQuery({
    queryKey: [...KEY, id, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/admin/groups/{group_id}/members", {
          params: { path: { group_id: id }, query: { page, size: PAGE_SIZE } },
        }),
      ),
  });
}

/** Query the accounts whose name or address has what was typed. */
export function useFoundAccounts(search: string) {
  return useQuery({
    queryKey: ["accounts", "found", search],
    enabled: search !== "",
    placeholderData: keepPreviousData,
    queryFn: () =>
      unwrap(api.GET("/api/v1/admin/users", { params: { query: { search, page: 1, size: FOUND } } })),
  });
}

function useGroupChange<V>(change: (variables: V) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    // An administrator who is in the group has other meetings now.
    onSettled: () =>
      Promise.all([KEY, MEETINGS_KEY].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}

export const useMakeGroup = () =>
  useGroupChange((body: NewGroup) => unwrap(api.POST("/api/v1/admin/groups", { body })));

export const useChangeGroup = (id: string) =>
  useGroupChange((body: NewGroup) =>
    unwrap(api.PATCH("/api/v1/admin/groups/{group_id}", { params: { path: { group_id: id } }, body })),
  );

export const useDeleteGroup = (id: string) =>
  useGroupChange(() =>
    settle(api.DELETE("/api/v1/admin/groups/{group_id}", { params: { path: { group_id: id } } })),
  );

export const useAddMember = (id: string) =>
  useGroupChange((userId: string) =>
    settle(
      api.PUT("/api/v1/admin/groups/{group_id}/members/{user_id}", {
        params: { path: { group_id: id, user_id: userId } },
      }),
    ),
  );

export const useRemoveMember = (id: string) =>
  useGroupChange((userId: string) =>
    settle(
      api.DELETE("/api/v1/admin/groups/{group_id}/members/{user_id}", {
        params: { path: { group_id: id, user_id: userId } },
      }),
    ),
  );
