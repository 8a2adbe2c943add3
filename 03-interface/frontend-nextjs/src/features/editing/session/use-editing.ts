"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { meetingKey } from "@/entities/meeting/meetings";
import { useMe } from "@/entities/session/session";
import { fetchTranscript, type RevisedTranscript } from "@/entities/transcript/transcript-query";
import { authorsSince } from "@/features/editing/revisions/authors";
import { fetchRevisions, saveEdit } from "@/features/editing/revisions/revisions";
import { EditingSession, type Notice } from "@/features/editing/session/editing-session";
import { keepSteps, keptSteps } from "@/features/editing/session/kept-steps";
import type { Meeting } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { ME_KEY } from "@/lib/query-client";
import { useStore } from "@/lib/store/use-store";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";
import { useUnsaved } from "@/lib/unsaved";

/** Create the session that edits a transcript, and return it with its state. */
export function useEditing(meeting: Meeting, start: RevisedTranscript) {
  const t = useTranslations("editing");
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const me = useMe().data;

  const noteSaved = useEffectEvent((edited: RevisedTranscript) => {
    queryClient.setQueryData<Meeting>(
      meetingKey(meeting.id),
      (known) => known && { ...known, speakers: edited.transcript.speakers.length },
    );
  });
  const tellRebased = async (since: number) => {
    const { items } = await fetchRevisions(meeting.id).catch(() => ({ items: [] }));
    toast(t(`rebased.${me ? authorsSince(since, items, me.id) : "nobody"}`));
  };
  const notify = useEffectEvent((notice: Notice) => {
    if (notice.kind === "rebased") void tellRebased(notice.since);
    // What the page shows of the meeting may say otherwise still.
    else if (notice.kind === "refused")
      void queryClient.invalidateQueries({ queryKey: meetingKey(meeting.id) });
    else toast.error(problemText(notice.error));
  });
  const [session] = useState(
    () =>
      new EditingSession(start, {
        send: (edit) =>
          saveEdit(meeting.id, edit).catch((error: unknown) => {
            if (error instanceof ProblemError && error.status === 401) queryClient.setQueryData(ME_KEY, null);
            throw error;
          }),
        load: () => fetchTranscript(meeting.id),
        keep: (steps) => keepSteps(meeting.id, steps),
      }),
  );
  useEffect(() => {
    session.listen(noteSaved, notify);
    session.resume(keptSteps(meeting.id));
    const retry = () => session.retry();
    window.addEventListener("online", retry);
    return () => {
      window.removeEventListener("online", retry);
      session.dispose();
    };
  }, [session, meeting.id]);
  useUnsaved(() => session.isUnsaved);

  const isSignedIn = Boolean(me);
  useEffect(() => {
    if (isSignedIn && session.isUnsaved) session.retry();
  }, [isSignedIn, session]);

  const state = useStore(session);
  return { session, state };
}

export type Editing = ReturnType<typeof useEditing>;
