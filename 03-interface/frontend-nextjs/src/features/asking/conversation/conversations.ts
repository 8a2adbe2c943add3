"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap } from "@/lib/api/client";
import { whileSignedIn } from "@/lib/api/polling";

export const CONVERSATIONS_KEY = ["conversations"] as const;
const MOST = 50;
const POLL_MS = 2_000;
const STATUS_POLL_MS = 30_000;

/** Query whether a language model and search by meaning are there. */
export function useAnswersStatus() {
  return useQuery({
    queryKey: ["answers-status"],
    queryFn: () => unwrap(api.GET("/api/v1/answers/status")),
    refetchInterval: ({ state }) =>
      whileSignedIn(state, state.data?.language === "ready" ? false : STATUS_POLL_MS),
  });
}

/** Query one's conversations, the latest asked first; with a meeting, only those that ask it. */
export function useConversations(meetingId: string | null) {
  return useQuery({
    queryKey: [...CONVERSATIONS_KEY, "list", meetingId],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/conversations", {
          params: { query: { size: MOST, ...(meetingId ? { meeting_id: meetingId } : {}) } },
        }),
      ),
  });
}

/** Query a conversation with its messages, and again while another tab has a question answered in it. */
export function useConversation(id: string | null) {
  return useQuery({
    queryKey: [...CONVERSATIONS_KEY, "one", id],
    enabled: id !== null,
    retry: false,
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/conversations/{conversation_id}", {
          params: { path: { conversation_id: id ?? "" } },
        }),
      ),
    refetchInterval: ({ state }) =>
      whileSignedIn(state, state.data?.messages.at(-1)?.outcome === null ? POLL_MS : false),
  });
}

export function useRenameConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) =>
      unwrap(
        api.PATCH("/api/v1/conversations/{conversation_id}", {
          params: { path: { conversation_id: id } },
          body: { title },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: CONVERSATIONS_KEY }),
  });
}

export function deleteConversation(id: string): Promise<void> {
  return settle(
    api.DELETE("/api/v1/conversations/{conversation_id}", {
      params: { path: { conversation_id: id } },
      keepalive: true,
    }),
  );
}
