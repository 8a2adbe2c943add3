"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ListQuery } from "@/entities/meeting/list-query";
import {
  meetingKey,
  meetingOptions,
  MEETINGS_KEY,
  PAGE_SIZE,
  pageOptions,
} from "@/entities/meeting/meeting-reads";
import {
  api,
  settle,
  unwrap,
  type Meeting,
  type MeetingChange,
  type OptionsChange,
  type PassageLanguage,
} from "@/lib/api/client";
import { whileSignedIn } from "@/lib/api/polling";

export { meetingKey, MEETINGS_KEY, PAGE_SIZE };

const BUSY_POLL_MS = 2_000;
const IDLE_POLL_MS = 30_000;
const SPEAKERS_FRESH_MS = 30_000;

export function isActive({ status }: Pick<Meeting, "status">): boolean {
  return status === "queued" || status === "processing";
}

/** Tell whether there is something to read; it stays readable while the meeting is processed again. */
export function hasResult({ result_attempt }: Pick<Meeting, "result_attempt">): boolean {
  return result_attempt !== null;
}

/** Query one page of the list, polling faster while one of its meetings is active, and prefetch the next page. */
export function useMeetingsPage(query: ListQuery) {
  const queryClient = useQueryClient();
  const page = useQuery({
    ...pageOptions(query, api),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      whileSignedIn(state, state.data?.items.some(isActive) ? BUSY_POLL_MS : IDLE_POLL_MS),
  });
  const hasNext = !page.isPlaceholderData && (page.data?.total ?? 0) > query.page * PAGE_SIZE;
  useEffect(() => {
    if (hasNext) void queryClient.prefetchQuery(pageOptions({ ...query, page: query.page + 1 }, api));
  }, [hasNext, query, queryClient]);
  return page;
}

/** Query the speaker names by which meetings can be filtered. */
export function useSpeakerNames() {
  return useQuery({
    queryKey: [...MEETINGS_KEY, "speakers"],
    queryFn: () => unwrap(api.GET("/api/v1/meetings/speakers")),
    staleTime: SPEAKERS_FRESH_MS,
  });
}

export function useMeeting(id: string) {
  return useQuery(meetingOptions(id, api));
}

/** `onChanged` is called even where whoever asked for the change has left the page. */
function useMeetingChange<V extends { id: string }>(
  change: (variables: V) => Promise<Meeting>,
  onChanged?: (meeting: Meeting) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (meeting) => {
      queryClient.setQueryData(meetingKey(meeting.id), meeting);
      onChanged?.(meeting);
      return queryClient.invalidateQueries({ queryKey: MEETINGS_KEY });
    },
  });
}

export const useDescribeMeeting = () =>
  useMeetingChange(({ id, change }: { id: string; change: MeetingChange }) =>
    unwrap(
      api.PATCH("/api/v1/meetings/{meeting_id}", { params: { path: { meeting_id: id } }, body: change }),
    ),
  );

export const useCancelMeeting = () =>
  useMeetingChange(({ id }: { id: string }) =>
    unwrap(api.POST("/api/v1/meetings/{meeting_id}/cancel", { params: { path: { meeting_id: id } } })),
  );

export const useRetryMeeting = (onQueued: (meeting: Meeting) => void) =>
  useMeetingChange(
    ({ id, options }: { id: string; options?: OptionsChange }) =>
      unwrap(
        api.POST("/api/v1/meetings/{meeting_id}/retry", {
          params: { path: { meeting_id: id } },
          body: options ?? null,
        }),
      ),
    onQueued,
  );

export const useTranscribePassage = () =>
  useMeetingChange(({ id, wanted }: { id: string; wanted: PassageLanguage }) =>
    unwrap(
      api.POST("/api/v1/meetings/{meeting_id}/revisions/passage", {
        params: { path: { meeting_id: id } },
        body: wanted,
      }),
    ),
  );

export function deleteMeeting(id: string): Promise<void> {
  return settle(
    api.DELETE("/api/v1/meetings/{meeting_id}", { params: { path: { meeting_id: id } }, keepalive: true }),
  );
}
