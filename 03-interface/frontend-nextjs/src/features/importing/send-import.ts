import { ProblemError } from "@/lib/api/problem";
import { renewSessionInTime } from "@/lib/api/session";
import type { Meeting } from "@/lib/api/client";

export type NewImport = {
  transcript: File;
  recording: File | null;
  title: string;
  language: string;
  /** As a date field gives it; empty for now. */
  heldAt: string;
};

/** Send a transcript, with its recording if there is one, and return its meeting; throw a ProblemError. */
export async function sendImport({
  transcript,
  recording,
  title,
  language,
  heldAt,
}: NewImport): Promise<Meeting> {
  const form = new FormData();
  // Fields first: they are checked before a large file arrives.
  form.set("title", title);
  form.set("language", language);
  if (heldAt) form.set("held_at", new Date(heldAt).toISOString());
  form.set("transcript", transcript);
  if (recording) form.set("file", recording);
  await renewSessionInTime();
  const answer = await fetch("/api/v1/imports", { method: "POST", body: form }).catch(() => {
    throw ProblemError.offline();
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw ProblemError.from(body, answer.status);
  return body as Meeting;
}
