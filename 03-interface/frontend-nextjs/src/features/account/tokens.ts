"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap, type ApiToken } from "@/lib/api/client";

export type KeyScope = ApiToken["scope"];

const TOKENS_KEY = ["api-tokens"] as const;

/** Query the tokens that the account has made for programs. */
export function useTokens() {
  return useQuery({ queryKey: TOKENS_KEY, queryFn: () => unwrap(api.GET("/api/v1/auth/tokens")) });
}

export function useMakeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { name: string; days: number; scope: KeyScope }) =>
      unwrap(api.POST("/api/v1/auth/tokens", { body: wanted })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: TOKENS_KEY }),
  });
}

export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      settle(api.DELETE("/api/v1/auth/tokens/{token_id}", { params: { path: { token_id: id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: TOKENS_KEY }),
  });
}
