"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, unwrap, type GuestMeeting } from "@/lib/api/client";

const sharedKey = (token: string | null) => ["shared", token] as const;

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/**
 * Return the token of the link, which stays behind the `#` of the address so that the page can be loaded again; null on
 * the server, which never learns of it.
 */
export function useSharedToken(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => window.location.hash.slice(1),
    () => null,
  );
}

const open = (token: string, password?: string): Promise<GuestMeeting> =>
  unwrap(api.POST("/api/v1/shared/open", { body: { token, ...(password ? { password } : {}) } }));

/** Open the link, once per visit. */
export function useSharedMeeting(token: string | null) {
  return useQuery({
    queryKey: sharedKey(token),
    enabled: Boolean(token),
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: () => open(token ?? ""),
  });
}

/** Open a link that asks for a password. */
export function useOpenWithPassword(token: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => open(token, password),
    onSuccess: (meeting) => queryClient.setQueryData(sharedKey(token), meeting),
  });
}

/** Query the transcript of the meeting that a link has opened. */
export function useSharedTranscript({ link_id: linkId }: GuestMeeting) {
  return useQuery({
    queryKey: ["shared-transcript", linkId],
    staleTime: Infinity,
    structuralSharing: false,
    queryFn: () =>
      unwrap(api.GET("/api/v1/shared/{link_id}/transcript", { params: { path: { link_id: linkId } } })),
  });
}
