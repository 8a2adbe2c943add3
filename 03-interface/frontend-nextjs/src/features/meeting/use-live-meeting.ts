"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isActive, meetingKey, MEETINGS_KEY, useMeeting } from "@/features/meetings/meetings";
import type { Meeting } from "@/lib/api/client";

const REOPEN_MS = 3_000;

/** A meeting that changes as its job does, by server-sent events. */
export function useLiveMeeting(id: string) {
  const queryClient = useQueryClient();
  const meeting = useMeeting(id);
  const isLive = meeting.data !== undefined && isActive(meeting.data);

  useEffect(() => {
    if (!isLive) return;
    let events: EventSource;
    let timer: ReturnType<typeof setTimeout>;
    const open = () => {
      events = new EventSource(`/api/v1/meetings/${id}/events`);
      events.addEventListener("meeting", ({ data }: MessageEvent<string>) => {
        const state = JSON.parse(data) as Meeting;
        queryClient.setQueryData(meetingKey(id), state);
        if (!isActive(state)) void queryClient.invalidateQueries({ queryKey: [...MEETINGS_KEY, "page"] });
      });
      events.addEventListener("error", () => {
        // A browser reconnects by itself, except after an answer that is no stream, as when the session has ended.
        if (events.readyState !== EventSource.CLOSED) return;
        void queryClient.invalidateQueries({ queryKey: meetingKey(id) });
        timer = setTimeout(open, REOPEN_MS);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      events.close();
    };
  }, [id, isLive, queryClient]);

  return meeting;
}
