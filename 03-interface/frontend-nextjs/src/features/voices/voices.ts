"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap, type Voice } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { sessionFetch } from "@/lib/api/session";

export const VOICES_KEY = ["voices"] as const;

export function useVoices() {
  return useQuery({ queryKey: VOICES_KEY, queryFn: () => unwrap(api.GET("/api/v1/voices")) });
}

type Enrolment = { name: string; consent: string; samples: readonly File[] };

export function useEnrolVoice() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, consent, samples }: Enrolment) =>
      sendSamples("/api/v1/voices", samples, { name, consent }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: VOICES_KEY }),
  });
}

export function useAddSamples() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, samples }: { id: string; samples: readonly File[] }) =>
      sendSamples(`/api/v1/voices/${id}/samples`, samples),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: VOICES_KEY }),
  });
}

export function useRemoveSample() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, number }: { id: string; number: number }) =>
      settle(
        api.DELETE("/api/v1/voices/{voice_id}/samples/{number}", {
          params: { path: { voice_id: id, number } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: VOICES_KEY }),
  });
}

/** Send the form as it is: the generated types do not cover its files. */
async function sendSamples(
  path: string,
  samples: readonly File[],
  fields: Record<string, string> = {},
): Promise<Voice> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const sample of samples) form.append("sample", sample, sample.name);
  const answer = await sessionFetch(new Request(path, { method: "POST", body: form })).catch(() => {
    throw ProblemError.offline();
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw ProblemError.from(body, answer.status);
  return body as Voice;
}

export function sampleUrl(voice: string, number: number): string {
  return `/api/v1/voices/${voice}/samples/${number}`;
}

export function useChangeVoice() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      ...change
    }: {
      id: string;
      name?: string;
      consent?: string;
      destroy_at?: string | null;
      shared?: boolean;
    }) =>
      unwrap(api.PATCH("/api/v1/voices/{voice_id}", { params: { path: { voice_id: id } }, body: change })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: VOICES_KEY }),
  });
}

export function deleteVoice(id: string): Promise<void> {
  return settle(
    api.DELETE("/api/v1/voices/{voice_id}", { params: { path: { voice_id: id } }, keepalive: true }),
  );
}

/** Withdraw a person's consent, with which the voice goes. */
export function useWithdrawConsent() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      settle(api.DELETE("/api/v1/voices/{voice_id}/consent", { params: { path: { voice_id: id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: VOICES_KEY }),
  });
}

export const REGISTER_SIZE = 20;

export function useVoiceRegister(id: string, page: number) {
  return useQuery({
    queryKey: [...VOICES_KEY, id, "meetings", page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/voices/{voice_id}/meetings", {
          params: { path: { voice_id: id }, query: { page, size: REGISTER_SIZE } },
        }),
      ),
  });
}
