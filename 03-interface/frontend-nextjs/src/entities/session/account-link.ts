"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { signIn } from "@/entities/session/session";
import { api, unwrap } from "@/lib/api/client";

/** Query whose password a link chooses; no token, no question. */
export function useAccountLink(token: string | null) {
  return useQuery({
    queryKey: ["account-link", token],
    enabled: Boolean(token),
    retry: false,
    // Once it is used it would be found invalid, while the page still leads on.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    queryFn: () => unwrap(api.POST("/api/v1/auth/links/open", { body: { token: token ?? "" } })),
  });
}

/** Choose the password by the link, and sign in with it: false where only that failed, as the link has served then. */
export function useChoosePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { signsIn: true },
    mutationFn: async ({ token, email, password }: { token: string; email: string; password: string }) => {
      await unwrap(api.POST("/api/v1/auth/links/use", { body: { token, password } }));
      return signIn({ email, password }).then(
        () => true,
        () => false,
      );
    },
    onSuccess: () =>
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "account-link" }),
  });
}
