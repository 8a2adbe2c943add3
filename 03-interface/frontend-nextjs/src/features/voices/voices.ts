"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, settle, unwrap, type Voice } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { sessionFetch } from "@/lib/api/session";

export const VOICES_KEY = ["voices"] as const;

export function useVoices() {
  return useQuery({ queryKey: VOICES_KEY, queryFn: () => unwrap(api.GET("/api/v1/voices")) });
}

export function useEnrolVoice() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, samples }: { name: string; samples: readonly File[] }) => {
      const form = new FormData();
      form.append("name", name);
      for (const sample of samples) form.append("sample", sample, sample.name);
      const request = new Request("/api/v1/voices", { method: "POST", body: form });
      const answer = await sessionFetch(request).catch(() => {
        throw ProblemError.offline();
      });
      const body: unknown = await answer.json().catch(() => null);
      if (!answer.ok) throw ProblemError.from(body, answer.status);
      return body as Voice;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: VOICES_KEY }),
  });
}

export function useRenameVoice() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      unwrap(api.PATCH("/api/v1/voices/{voice_id}", { params: { path: { voice_id: id } }, body: { name } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: VOICES_KEY }),
  });
}

export function deleteVoice(id: string): Promise<void> {
  return settle(
    api.DELETE("/api/v1/voices/{voice_id}", { params: { path: { voice_id: id } }, keepalive: true }),
  );
}
