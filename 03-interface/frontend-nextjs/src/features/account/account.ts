"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { leave } from "@/entities/session/session";
import { api, settle, unwrap, type User } from "@/lib/api/client";
import { forgetSession, rememberSessionEnd } from "@/lib/api/session";
import { ME_KEY } from "@/lib/query-client";

export function useRename() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => unwrap(api.PATCH("/api/v1/auth/me", { body: { name } })),
    onSuccess: (changed) =>
      queryClient.setQueryData<User | null>(ME_KEY, (me) => (me ? { ...me, ...changed } : me)),
  });
}

/** Query what the account has used of what each user is allowed. */
export function useUsage() {
  return useQuery({ queryKey: ["usage"], queryFn: () => unwrap(api.GET("/api/v1/auth/me/usage")) });
}

/** Delete the account with everything in it, by its password or, where there is none, its address, and leave. */
export function useDeleteMe() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (proof: { current_password: string } | { email: string }) =>
      settle(api.POST("/api/v1/auth/me/delete", { body: proof })),
    onSuccess: () => {
      forgetSession();
      leave(queryClient);
    },
  });
}

/** Change the password, which ends all sessions; this browser gets a new one by cookies. */
export function useChangePassword() {
  return useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) =>
      unwrap(api.POST("/api/v1/auth/password", { body: { current_password: current, new_password: next } })),
    onSuccess: ({ expires_in }) => rememberSessionEnd(expires_in),
  });
}
