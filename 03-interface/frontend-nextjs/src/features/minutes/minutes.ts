"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, settle, unwrap, type Minutes, type MinutesState } from "@/lib/api/client";
import { isSignedOut, whileSignedIn } from "@/lib/api/polling";
import type { components } from "@/lib/api/schema";

const KEY = ["minutes"] as const;
const POLL_MS = 5_000;

const listKey = (meetingId: string) => [...KEY, meetingId] as const;
const oneKey = (meetingId: string, id: string) => [...KEY, meetingId, id] as const;

export const LANGUAGES = ["fr", "en", "de", "es", "it", "nl", "pt"] as const;

type NewItem = components["schemas"]["NewItem"];

export type ItemChange = {
  text?: string;
  owner?: string | null;
  due?: string | null;
  due_date?: string | null;
  done?: boolean;
};

export function isWriting({ status }: Pick<MinutesState, "status">): boolean {
  return status === "queued" || status === "processing";
}

export function useLanguage() {
  return useQuery({
    queryKey: ["language"],
    queryFn: () => unwrap(api.GET("/api/v1/language")),
    refetchInterval: ({ state }) => whileSignedIn(state, state.data?.state === "ready" ? false : 6 * POLL_MS),
  });
}

export function useTemplates(language: string) {
  return useQuery({
    queryKey: ["minutes-templates", language],
    queryFn: () => unwrap(api.GET("/api/v1/minutes-templates", { params: { query: { language } } })),
  });
}

export function useMinutesList(meetingId: string) {
  return useQuery({
    queryKey: listKey(meetingId),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/meetings/{meeting_id}/minutes", { params: { path: { meeting_id: meetingId } } }),
      ),
  });
}

/** Query minutes with their items; `revision` is the transcript's, with which items become stale. */
export function useMinutes(meetingId: string, id: string, revision: number) {
  return useQuery({
    queryKey: [...oneKey(meetingId, id), revision],
    placeholderData: (before: Minutes | undefined) => before,
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/meetings/{meeting_id}/minutes/{minutes_id}", {
          params: { path: { meeting_id: meetingId, minutes_id: id } },
        }),
      ),
  });
}

/** Keep minutes up to date by server-sent events while they are written. */
export function useLiveMinutes(meetingId: string, state: MinutesState | undefined) {
  const queryClient = useQueryClient();
  const id = state?.id;
  const isLive = state !== undefined && isWriting(state);
  useEffect(() => {
    if (!isLive || id === undefined) return;
    const events = new EventSource(`/api/v1/meetings/${meetingId}/minutes/${id}/events`);
    events.addEventListener("minutes", ({ data }: MessageEvent<string>) => {
      const news = JSON.parse(data) as MinutesState;
      queryClient.setQueryData<MinutesState[]>(listKey(meetingId), (list) =>
        list?.map((one) => (one.id === news.id ? news : one)),
      );
      if (!isWriting(news)) {
        events.close();
        void queryClient.invalidateQueries({ queryKey: listKey(meetingId) });
      }
    });
    // A stream may be cut for good; asking is slower and always works.
    const timer = setInterval(() => {
      const key = listKey(meetingId);
      if (isSignedOut(queryClient.getQueryState(key)?.error ?? null)) return;
      void queryClient.invalidateQueries({ queryKey: key, exact: true });
    }, POLL_MS);
    return () => {
      clearInterval(timer);
      events.close();
    };
  }, [id, isLive, meetingId, queryClient]);
}

function useChange<V>(meetingId: string, change: (variables: V) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: listKey(meetingId) }),
  });
}

export function useCreateMinutes(meetingId: string) {
  return useChange(meetingId, (body: { template: string; language: string | null }) =>
    unwrap(
      api.POST("/api/v1/meetings/{meeting_id}/minutes", {
        params: { path: { meeting_id: meetingId } },
        body: { template: body.template, language: body.language },
      }),
    ),
  );
}

export function useMinutesAction(meetingId: string, id: string) {
  const params = { path: { meeting_id: meetingId, minutes_id: id } };
  return useChange(meetingId, (action: "cancel" | "retry" | "rewrite") => {
    switch (action) {
      case "cancel":
        return unwrap(api.POST("/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/cancel", { params }));
      case "retry":
        return unwrap(api.POST("/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/retry", { params }));
      case "rewrite":
        return unwrap(api.POST("/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/rewrite", { params }));
    }
  });
}

/** Return a function that deletes minutes for good, with all that people wrote in them. */
export function useDeleteMinutes(meetingId: string) {
  const queryClient = useQueryClient();
  return async (id: string) => {
    const params = { path: { meeting_id: meetingId, minutes_id: id } };
    await settle(
      api.DELETE("/api/v1/meetings/{meeting_id}/minutes/{minutes_id}", { params, keepalive: true }),
    );
    await queryClient.invalidateQueries({ queryKey: listKey(meetingId) });
  };
}

export function useItemChange(meetingId: string, id: string) {
  return useChange(meetingId, ({ itemId, change }: { itemId: string; change: ItemChange | null }) => {
    const params = { path: { meeting_id: meetingId, minutes_id: id, item_id: itemId } };
    const path = "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}";
    return change ? unwrap(api.PATCH(path, { params, body: change })) : settle(api.DELETE(path, { params }));
  });
}

export function useItemHistory(meetingId: string, id: string, itemId: string) {
  return useQuery({
    queryKey: [...oneKey(meetingId, id), "history", itemId],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}/history", {
          params: { path: { meeting_id: meetingId, minutes_id: id, item_id: itemId } },
        }),
      ),
  });
}

/** Query the lines that were deleted, last deleted first. */
export function useDeletedItems(meetingId: string, id: string) {
  return useQuery({
    queryKey: [...oneKey(meetingId, id), "deleted"],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/deleted-items", {
          params: { path: { meeting_id: meetingId, minutes_id: id } },
        }),
      ),
  });
}

/** Return an item to what it was before a change; without one, from its deletion. */
export function useRestoreItem(meetingId: string, id: string) {
  return useChange(meetingId, async ({ itemId, change }: { itemId: string; change: number | null }) => {
    const params = { path: { meeting_id: meetingId, minutes_id: id, item_id: itemId } };
    const path = "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}" as const;
    const last = change ?? (await unwrap(api.GET(`${path}/history`, { params })))[0]?.id;
    if (last !== undefined) await unwrap(api.POST(`${path}/restore`, { params, body: { change: last } }));
  });
}

export function useAddItem(meetingId: string, id: string) {
  return useChange(meetingId, (body: NewItem) =>
    unwrap(
      api.POST("/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items", {
        params: { path: { meeting_id: meetingId, minutes_id: id } },
        body,
      }),
    ),
  );
}
