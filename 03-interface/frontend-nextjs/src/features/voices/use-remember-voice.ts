"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "@/lib/toast";
import { VOICES_KEY } from "@/features/voices/voices";
import { api, unwrap } from "@/lib/api/client";
import { useProblemText } from "@/lib/use-problem-text";

/** Enrol the voice of a speaker of a meeting, to recognise it in later meetings. */
export function useRememberVoice(meetingId: string) {
  const t = useTranslations("speakers");
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ speaker, name, consent }: { speaker: string; name: string; consent: string }) =>
      unwrap(
        api.POST("/api/v1/meetings/{meeting_id}/speakers/{speaker}/voice", {
          params: { path: { meeting_id: meetingId, speaker } },
          body: { name, consent },
        }),
      ),
    onSuccess: (voice) => {
      toast.success(t(voice.owned ? "learnt" : "learntForOwner", { name: voice.name }));
      return queryClient.invalidateQueries({ queryKey: VOICES_KEY });
    },
    onError: (error) => void toast.error(problemText(error)),
  });
}
