import type { KeptStep } from "@/features/editing/session/step";

const key = (meetingId: string) => `scribe.unsaved.${meetingId}`;

/** Unsaved steps, kept in this tab only, so that no part of a meeting stays behind in the browser. */
export function keepSteps(meetingId: string, steps: readonly KeptStep[]): void {
  if (steps.length > 0) sessionStorage.setItem(key(meetingId), JSON.stringify(steps));
  else sessionStorage.removeItem(key(meetingId));
}

export function keptSteps(meetingId: string): KeptStep[] {
  try {
    return JSON.parse(sessionStorage.getItem(key(meetingId)) ?? "[]") as KeptStep[];
  } catch {
    return [];
  }
}
