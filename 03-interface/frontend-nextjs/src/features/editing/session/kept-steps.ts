import type { KeptStep } from "@/features/editing/session/step";
import { keepInTab, keptInTab } from "@/lib/browser/tab-memory";

const key = (meetingId: string) => `scribe.unsaved.${meetingId}`;

/** Unsaved steps, kept in this tab only, so that no part of a meeting stays behind in the browser. */
export function keepSteps(meetingId: string, steps: readonly KeptStep[]): void {
  keepInTab(key(meetingId), steps.length > 0 ? steps : null);
}

export function keptSteps(meetingId: string): KeptStep[] {
  return keptInTab<KeptStep[]>(key(meetingId)) ?? [];
}
