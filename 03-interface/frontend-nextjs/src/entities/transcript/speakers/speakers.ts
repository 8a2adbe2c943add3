import { displayNumber } from "@/entities/transcript/speakers/speaker-id";
import type { Speaker } from "@/lib/api/client";

const COLORS = 8;

export type Person = {
  id: string;
  /** Null for a speaker without a name. */
  name: string | null;
  /** Counted from 1, in order of first speech; unchanged when others are merged. */
  number: number;
  color: string;
  seconds: number;
  /** Share of all speech, 0 to 1. */
  share: number;
  /** Similarity to the enrolled voice that gave the name; null without one. */
  similarity: number | null;
};

export function peopleOf(speakers: readonly Speaker[]): Person[] {
  const total = speakers.reduce((sum, { speech_seconds }) => sum + speech_seconds, 0);
  return speakers.map((speaker, index) => {
    const number = displayNumber(speaker.id) ?? index + 1;
    return {
      id: speaker.id,
      name: speaker.name ?? null,
      number,
      color: `var(--speaker-${(number - 1) % COLORS})`,
      seconds: speaker.speech_seconds,
      share: total > 0 ? speaker.speech_seconds / total : 0,
      similarity: speaker.voice_id ? (speaker.similarity ?? null) : null,
    };
  });
}
