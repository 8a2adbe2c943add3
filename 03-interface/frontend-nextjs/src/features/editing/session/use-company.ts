"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { commentsKey } from "@/entities/comment/comments-key";
import type { EditingSession, SaveStatus } from "@/features/editing/session/editing-session";
import type { components } from "@/lib/api/schema";

export type Person = components["schemas"]["Person"];

type Company = components["schemas"]["Company"];

/** The page has its own requests first. */
const OPEN_AFTER_MS = 1_500;
const REOPEN_MS = 5_000;

/**
 * Follow who else has the transcript open, and show what they save and comment at once.
 *
 * A hidden page does not follow: a browser has few connections to one server, and nobody is there. `inHand` are the
 * segments in which the user writes, or that are about to be given to a speaker.
 */
export function useCompany(
  meetingId: string,
  session: EditingSession,
  status: SaveStatus,
  inHand: readonly number[],
): readonly Person[] {
  const queryClient = useQueryClient();
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [newest, setNewest] = useState(0);
  const isSaved = status === "saved";
  const latest = useRef(inHand);
  useEffect(() => {
    latest.current = inHand;
  }, [inHand]);

  // Also once something else is in hand, or all is saved: what could not be shown then is shown now.
  useEffect(() => {
    if (isSaved && newest > session.snapshot().revision) void session.refresh(() => latest.current);
  }, [newest, inHand, isSaved, session]);

  useEffect(() => {
    let events: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout>;
    let remarks: string | null = null;
    const close = () => {
      clearTimeout(timer);
      events?.close();
      events = null;
    };
    const open = () => {
      close();
      events = new EventSource(`/api/v1/meetings/${meetingId}/revisions/events`);
      events.addEventListener("company", ({ data }: MessageEvent<string>) => {
        const company = JSON.parse(data) as Company;
        setPeople(company.people);
        setNewest(company.revision);
        // Also the first: something may have been written after the page had fetched the comments.
        if (remarks !== company.comments) {
          void queryClient.invalidateQueries({ queryKey: commentsKey(meetingId) });
        }
        remarks = company.comments;
      });
      events.addEventListener("error", () => {
        setPeople([]);
        // The browser reconnects by itself, except after a response that is not a stream.
        if (events?.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_MS);
      });
    };
    const follow = () => {
      close();
      if (document.visibilityState === "visible") timer = setTimeout(open, OPEN_AFTER_MS);
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("online", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("online", follow);
      close();
    };
  }, [meetingId, queryClient]);

  return people;
}
