"use client";

import { useQuery } from "@tanstack/react-query";
import {
  readTranscript,
  transcriptOptions,
  type RevisedTranscript,
} from "@/entities/transcript/transcript-reads";
import { api, type Meeting } from "@/lib/api/client";

export type { RevisedTranscript };

export const fetchTranscript = (id: string): Promise<RevisedTranscript> => readTranscript(id, api);

/** Query the transcript once per visit; from then on the page's own edits keep it up to date. */
export function useTranscript(meeting: Meeting) {
  return useQuery({
    ...transcriptOptions(meeting, api),
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
}
