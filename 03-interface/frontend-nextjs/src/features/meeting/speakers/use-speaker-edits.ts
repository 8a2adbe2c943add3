"use client";

import { useState } from "react";
import type { WordRange } from "@/entities/transcript/model";
import { nextSpeakerId } from "@/entities/transcript/speakers/speaker-id";
import type { Person } from "@/entities/transcript/speakers/speakers";
import type { EditingSession } from "@/features/editing/session/editing-session";
import { useRememberVoice } from "@/features/voices/use-remember-voice";
import type { Meeting } from "@/lib/api/client";

/** Return actions that name, merge and assign speakers, as edits that can be undone. */
export function useSpeakerEdits(meeting: Meeting, session: EditingSession, people: readonly Person[]) {
  const remember = useRememberVoice(meeting.id);
  const [named, setNamed] = useState<string | null>(null);
  const naming = people.find(({ id }) => id === named) ?? null;
  const merge = (speaker: string, into: string) => session.perform({ kind: "merge", speaker, into });
  return {
    /** The speaker whose name is being asked for. */
    naming,
    onName: setNamed,
    onDismiss: () => setNamed(null),
    onNamed: ({ name, consent }: { name: string | null; consent: string | null }) => {
      setNamed(null);
      if (!naming) return;
      if (name !== naming.name) session.perform({ kind: "rename", speaker: naming.id, name });
      if (name !== null && consent !== null) remember.mutate({ speaker: naming.id, name, consent });
    },
    onMerge: merge,
    onMergeInstead: (into: string) => {
      setNamed(null);
      if (naming) merge(naming.id, into);
    },
    /** `speaker` is null for a new speaker. */
    onAssign: (segments: readonly number[], speaker: string | null, words: WordRange | null) => {
      session.perform({
        kind: "reassign",
        segments: [...segments],
        ...words,
        speaker: speaker ?? nextSpeakerId(people),
      });
      window.getSelection()?.removeAllRanges();
    },
  };
}
