import { wordAt, type TranscriptModel } from "@/entities/transcript/model";
import type { Segment } from "@/lib/api/client";

/**
 * Words by their place in the recording: the time in which they are said, and the segments that they come from. Words
 * keep both when segments are cut, joined or given to somebody else, and those that an edit leaves keep them too.
 */
export type Anchor = { start: number; end: number; segments: readonly number[] };

/** Indexes of words, the last included. */
export type WordSpan = { first: number; last: number };

const SLACK_SECONDS = 0.001;
/** More than any word lasts that began before the first chosen one and is in its middle later. */
const LONGEST_WORD_SECONDS = 10;

type Origins = ReadonlyMap<number, number>;

/** Map the id of each segment to that of the segment which the machine made. */
export function originsOf(segments: readonly Segment[]): Origins {
  return new Map(segments.map(({ id, part_of }) => [id, part_of ?? id]));
}

/** Return the place of the words first to last. */
export function anchorOf({ words }: TranscriptModel, origins: Origins, { first, last }: WordSpan): Anchor {
  const chosen = words.slice(first, last + 1);
  return {
    start: Math.min(...chosen.map(({ start }) => start)),
    end: Math.max(...chosen.map(({ end }) => end)),
    segments: [...new Set(chosen.map(({ segment }) => origins.get(segment) ?? segment))],
  };
}

/**
 * Return the words at a place as the transcript is now, the gateway does the same for exports; null if none are left.
 * Where no segment comes from those named, as after processing again, the time alone counts.
 */
export function spanOf(model: TranscriptModel, origins: Origins, anchor: Anchor): WordSpan | null {
  const wanted = new Set(anchor.segments);
  const areKnown = [...origins.values()].some((origin) => wanted.has(origin));
  let span: WordSpan | null = null;
  for (let at = firstFrom(model, anchor.start - LONGEST_WORD_SECONDS); at < model.byTime.length; at += 1) {
    const place = model.byTime[at] ?? 0;
    const { start, end, segment } = wordAt(model.words, place);
    if (start > anchor.end + SLACK_SECONDS) break;
    const middle = (start + end) / 2;
    if (middle < anchor.start - SLACK_SECONDS || middle > anchor.end + SLACK_SECONDS) continue;
    if (areKnown && !wanted.has(origins.get(segment) ?? segment)) continue;
    span = span
      ? { first: Math.min(span.first, place), last: Math.max(span.last, place) }
      : { first: place, last: place };
  }
  return span;
}

/** Return the index in `byTime` of the first word that begins at these seconds or later. */
function firstFrom({ words, byTime }: TranscriptModel, seconds: number): number {
  let low = 0;
  let high = byTime.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wordAt(words, byTime[middle] ?? 0).start < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
