"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap, type NewGuestLink } from "@/lib/api/client";

const linksKey = (meetingId: string) => ["guest-links", meetingId] as const;

/** Query the links by which people without an account read a meeting. Only its owner may. */
export function useGuestLinks(meetingId: string) {
  return useQuery({
    queryKey: linksKey(meetingId),
    // They are used elsewhere, while this page is open.
    staleTime: 0,
    queryFn: () =>
      unwrap(api.GET("/api/v1/meetings/{meeting_id}/links", { params: { path: { meeting_id: meetingId } } })),
  });
}

export function useMakeLink(meetingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewGuestLink) =>
      unwrap(
        api.POST("/api/v1/meetings/{meeting_id}/links", {
          params: { path: { meeting_id: meetingId } },
          body,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: linksKey(meetingId) }),
  });
}

export function useRevokeLink(meetingId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      settle(
        api.DELETE("/api/v1/meetings/{meeting_id}/links/{link_id}", {
          params: { path: { meeting_id: meetingId, link_id: id } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: linksKey(meetingId) }),
  });
}
