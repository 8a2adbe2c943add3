"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isActive, meetingKey, MEETINGS_KEY, useMeeting } from "@/entities/meeting/meetings";
import type { Meeting } from "@/lib/api/client";
import { isSignedOut } from "@/lib/api/polling";

const REOPEN_MS = 3_000;

/** Query a meeting and keep it up to date by server-sent events, reconnecting after interruptions. */
export function useLiveMeeting(id: string) {
  const queryClient = useQueryClient();
  const meeting = useMeeting(id);
  const [isCut, setIsCut] = useState(false);
  const isLive = meeting.data !== undefined && isActive(meeting.data) && !isSignedOut(meeting.error);

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
      events.addEventListener("open", () => setIsCut(false));
      events.addEventListener("error", () => {
        setIsCut(true);
        // The browser reconnects by itself, except after a response that is not a stream, as when the session has ended.
        if (events.readyState !== EventSource.CLOSED) return;
        void queryClient.invalidateQueries({ queryKey: meetingKey(id) });
        timer = setTimeout(open, REOPEN_MS);
      });
    };
    const reopen = () => {
      clearTimeout(timer);
      events.close();
      open();
    };
    open();
    // Reconnect at once, without waiting for the browser's back-off or for a dead connection to time out.
    window.addEventListener("online", reopen);
    return () => {
      window.removeEventListener("online", reopen);
      clearTimeout(timer);
      events.close();
    };
  }, [id, isLive, queryClient]);

  return { meeting, isCut: isLive && isCut };
}
