"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";
import { ME_KEY } from "@/lib/query-client";

export type BegunSecondFactor = components["schemas"]["BegunSecondFactor"];
type Proof = components["schemas"]["SecondFactorProof"];

const KEY = ["second-factor"] as const;

/** Query since when the account signs in with a code, and how many recovery codes are left. */
export function useSecondFactor() {
  return useQuery({ queryKey: KEY, queryFn: () => unwrap(api.GET("/api/v1/auth/second-factor")) });
}

/** Make the secret of an authenticator, which counts once a code of it was shown. */
export function useBegin() {
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(api.POST("/api/v1/auth/second-factor", { body: { current_password: password } })),
  });
}

/** Turn the second factor on, which gives the recovery codes. */
export function useConfirm() {
  return useCodes((code: string) =>
    unwrap(api.POST("/api/v1/auth/second-factor/confirm", { body: { code } })),
  );
}

/** Make new recovery codes in place of the earlier ones. */
export function useRenewCodes() {
  return useCodes((body: Proof) => unwrap(api.POST("/api/v1/auth/second-factor/recovery-codes", { body })));
}

export function useEnd() {
  return useCodes((body: Proof) => settle(api.POST("/api/v1/auth/second-factor/end", { body })));
}

function useCodes<Wanted, Made>(mutationFn: (wanted: Wanted) => Promise<Made>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all(
        [KEY, ME_KEY].map((queryKey) => queryClient.invalidateQueries({ queryKey: [...queryKey] })),
      ),
  });
}
