import type { Block, TranscriptModel } from "@/entities/transcript/model";
import type { Stretch } from "@/entities/transcript/anchors/stretch";

/** Seconds after the start of a passage in which "previous" still means the one before. */
const JUST_BEGUN_SECONDS = 1.5;

/** Return when somebody speaks, in order; what follows without a pause is one stretch. */
export function stretchesOf({ blocks }: TranscriptModel, speaker: string): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { start, end } of byStart(blocks.filter((block) => block.speaker === speaker))) {
    const last = stretches.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return stretches;
}

/** Return where the next (1) or previous (-1) passage of somebody begins, in seconds; null if there is none. */
export function nextPassage(
  { blocks }: TranscriptModel,
  speaker: string,
  seconds: number,
  direction: 1 | -1,
): number | null {
  const starts = byStart(blocks.filter((block) => block.speaker === speaker)).map(({ start }) => start);
  const found =
    direction > 0
      ? starts.find((start) => start > seconds + 0.05)
      : starts.findLast((start) => start < seconds - JUST_BEGUN_SECONDS);
  return found ?? null;
}

function byStart(blocks: readonly Block[]): Block[] {
  return blocks.toSorted((a, b) => a.start - b.start);
}
