"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useRetryMeeting } from "@/features/meetings/meetings";
import { VOICES_KEY } from "@/features/voices/voices";
import { api, unwrap, type Meeting } from "@/lib/api/client";
import { useProblemText } from "@/lib/use-problem-text";

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * Names that were given here. The voice is enrolled at once; the transcript itself has the name after the meeting
 * was processed again, which repeats neither the diarization nor the transcription.
 */
export function useLearntNames(meeting: Meeting) {
  const t = useTranslations("speakers");
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const [names, setNames] = useState(NO_NAMES);
  const retry = useRetryMeeting();
  const enrol = useMutation({
    mutationFn: ({ speaker, name, consent }: { speaker: string; name: string; consent: string }) =>
      unwrap(
        api.POST("/api/v1/meetings/{meeting_id}/speakers/{speaker}/voice", {
          params: { path: { meeting_id: meeting.id, speaker } },
          body: { name, consent },
        }),
      ),
    onSuccess: (voice, { speaker }) => {
      setNames((before) => new Map(before).set(speaker, voice.name));
      toast.success(t("learnt", { name: voice.name }));
      return queryClient.invalidateQueries({ queryKey: VOICES_KEY });
    },
    onError: (error) => void toast.error(problemText(error)),
  });
  return {
    names,
    enrol,
    apply: () =>
      retry.mutate({ id: meeting.id }, { onError: (error) => void toast.error(problemText(error)) }),
    isApplying: retry.isPending,
  };
}

export type LearntNames = ReturnType<typeof useLearntNames>;
