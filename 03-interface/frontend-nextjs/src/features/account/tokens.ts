"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";

const TOKENS_KEY = ["api-tokens"] as const;

/** Query the tokens that the account has made for programs. */
export function useTokens() {
  return useQuery({ queryKey: TOKENS_KEY, queryFn: () => unwrap(api.GET("/api/v1/auth/tokens")) });
}

export function useMakeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { name: string; days: number }) =>
      unwrap(api.POST("/api/v1/auth/tokens", { body: { ...wanted, scope: "mcp" } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: TOKENS_KEY }),
  });
}

export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE("/api/v1/auth/tokens/{token_id}", { params: { path: { token_id: id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: TOKENS_KEY }),
  });
}
