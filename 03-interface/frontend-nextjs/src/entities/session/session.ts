"use client";

import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, settle, unwrap, type User } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { forgetSession, rememberSessionEnd } from "@/lib/api/session";
import { ME_KEY, TRANSCRIPT } from "@/lib/query-client";

const FRESH_MS = 300_000;

/** Query the signed-in user, where that is wanted; null when nobody is signed in. */
export function useMe(isWanted = true) {
  return useQuery<User | null>({
    queryKey: ME_KEY,
    enabled: isWanted,
    staleTime: FRESH_MS,
    // It may have been set up in another tab meanwhile.
    refetchOnWindowFocus: ({ state }) => (state.data?.needs_second_factor ? "always" : true),
    queryFn: async () => {
      try {
        return await unwrap(api.GET("/api/v1/auth/me"));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 401) return null;
        throw error;
      }
    },
  });
}

type Credentials = { email: string; password: string };

/** Begin a session, whose cookies the answer sets. */
export async function signIn({ email, password }: Credentials): Promise<void> {
  const tokens = await unwrap(
    api.POST("/api/v1/auth/login", {
      body: { username: email, password, scope: "" },
      bodySerializer: (body) => new URLSearchParams({ username: body.username, password: body.password }),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    }),
  );
  rememberSessionEnd(tokens.expires_in);
}

/** Return by what to go on where the password was right and a code is wanted too, else null. */
export function challengeOf(error: unknown): string | null {
  return error instanceof ProblemError ? error.challenge : null;
}

type SecondStep = { challenge: string; code: string };

/** Begin a session by the code that was asked for after the password. */
async function giveCode(body: SecondStep): Promise<void> {
  const tokens = await unwrap(api.POST("/api/v1/auth/login/second-factor", { body }));
  rememberSessionEnd(tokens.expires_in);
}

export function useGiveCode() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { signsIn: true },
    mutationFn: giveCode,
    onSuccess: () => queryClient.clear(),
  });
}

/** Give the code with everything on the page as it was. */
export function useGiveCodeAgain(user: User) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { signsIn: true },
    mutationFn: giveCode,
    onSuccess: () => goOn(queryClient, user),
  });
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { signsIn: true },
    mutationFn: signIn,
    onSuccess: () => queryClient.clear(),
  });
}

/** Sign in again the user whose session has ended, with everything on the page as it was. */
export function useSignInAgain(user: User) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { signsIn: true },
    mutationFn: (password: string) => signIn({ email: user.email, password }),
    onSuccess: () => goOn(queryClient, user),
  });
}

export function useRegister() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { signsIn: true },
    mutationFn: async (account: Credentials & { name: string; setup_code: string | null }) => {
      await unwrap(api.POST("/api/v1/auth/register", { body: account }));
      await signIn(account);
    },
    onSuccess: () => queryClient.clear(),
  });
}

/** Query whether registration is open. */
export function useRegistration() {
  return useQuery({
    queryKey: ["registration"],
    queryFn: () => unwrap(api.GET("/api/v1/auth/registration")),
  });
}

/** Go on with the page as the user who was signed in before. */
export function goOn(queryClient: QueryClient, user: User): Promise<void> {
  queryClient.setQueryData(ME_KEY, user);
  // What is being edited is up to date: only its own session may change it.
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== TRANSCRIPT });
}

/** Leave for the login page by a full page load, so that nothing of this account stays in memory. */
export function leave(queryClient: QueryClient): void {
  leaveFor("/login", queryClient);
}

function leaveFor(path: string, queryClient: QueryClient): void {
  queryClient.clear();
  window.location.replace(new URL(path, window.location.origin));
}

export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => settle(api.POST("/api/v1/auth/logout")),
    onSuccess: () => {
      forgetSession();
      const isTheProviders = queryClient.getQueryData<User | null>(ME_KEY)?.has_sign_on ?? false;
      leaveFor(isTheProviders ? "/api/v1/auth/sign-on/leave" : "/login", queryClient);
    },
  });
}
