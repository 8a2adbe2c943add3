import { wordAt, type TranscriptModel } from "@/entities/transcript/model";
import { countBegun } from "@/entities/transcript/spoken-word";
import { stretchAround, type Stretch } from "@/entities/transcript/anchors/stretch";
import type { Segment } from "@/lib/api/client";

/**
 * Words by their place in the recording: where the first of them begins, where the last of them ends, and the segments
 * that they come from. Words keep these when segments are cut, joined or given to somebody else, and those that an edit
 * leaves keep them too. Where two speak at once, the last word may end before the first begins.
 */
export type Anchor = { start: number; end: number; segments: readonly number[] };

/** Indexes of words, the last included. */
export type WordSpan = { first: number; last: number };

const SLACK_SECONDS = 0.001;
/** More than any word lasts that began before the first chosen one and is in its middle later. */
const LONGEST_WORD_SECONDS = 10;

/** Where segments come from, and what is left of those that the machine made. */
type Origins = { of: ReadonlyMap<number, number>; parts: ReadonlyMap<number, readonly Stretch[]> };

/** Map the id of each segment to that of the segment which the machine made, and that one to its parts. */
export function originsOf(segments: readonly Segment[]): Origins {
  const parts = new Map<number, Stretch[]>();
  for (const { id, part_of, start, end } of segments) {
    const known = parts.get(part_of ?? id);
    if (known) known.push({ start, end });
    else parts.set(part_of ?? id, [{ start, end }]);
  }
  return { of: new Map(segments.map(({ id, part_of }) => [id, part_of ?? id])), parts };
}

/** Return the place of the words first to last. */
export function anchorOf({ words }: TranscriptModel, origins: Origins, { first, last }: WordSpan): Anchor {
  const chosen = words.slice(first, last + 1);
  const segments = [...new Set(chosen.map(({ segment }) => origins.of.get(segment) ?? segment))];
  const start = wordAt(words, first).start;
  const end = wordAt(words, last).end;
  // Within one segment a place has a direction, whatever the times of its words.
  return segments.length > 1 ? { start, end, segments } : { ...ordered(start, end), segments };
}

/**
 * Return the words at a place as the transcript is now, the gateway does the same for exports; null if none are left.
 *
 * Each attempt numbers its segments anew. Where somebody speaks in that time outside of the segments that are named, the
 * numbers are those of another attempt, and the time alone counts.
 */
export function spanOf(model: TranscriptModel, origins: Origins, anchor: Anchor): WordSpan | null {
  const { start, end, segments } = anchor;
  const within = ordered(start, end);
  const named = segments.flatMap((origin) => origins.parts.get(origin) ?? []);
  const said = wordsIn(model, within);
  const isOfAnother = said.some((place) => {
    const middle = middleOf(model, place);
    return !named.some((part) => holds(part, middle));
  });
  if (isOfAnother) return spanning(said);
  const first = stretchAround(origins.parts.get(segments[0] ?? -1));
  const last = stretchAround(origins.parts.get(segments.at(-1) ?? -1));
  const areAtOnce = segments.length > 1 && first && last && first.end > last.start && last.end > first.start;
  if (!areAtOnce) return spanning(said.filter((place) => segments.includes(originAt(model, origins, place))));
  const both = {
    start: Math.min(within.start, last.start),
    end: Math.max(within.end, first.end),
  };
  return spanning(
    wordsIn(model, both).filter((place) => {
      const origin = originAt(model, origins, place);
      const middle = middleOf(model, place);
      if (origin === segments[0]) return middle >= start - SLACK_SECONDS;
      if (origin === segments.at(-1)) return middle <= end + SLACK_SECONDS;
      return segments.includes(origin) && holds(within, middle);
    }),
  );
}

function originAt({ words }: TranscriptModel, origins: Origins, place: number): number {
  const { segment } = wordAt(words, place);
  return origins.of.get(segment) ?? segment;
}

function middleOf({ words }: TranscriptModel, place: number): number {
  const { start, end } = wordAt(words, place);
  return (start + end) / 2;
}

function holds({ start, end }: Stretch, seconds: number): boolean {
  return seconds >= start - SLACK_SECONDS && seconds <= end + SLACK_SECONDS;
}

function ordered(one: number, other: number): Stretch {
  return { start: Math.min(one, other), end: Math.max(one, other) };
}

/** Return the indexes of the words whose middle is in this time. */
function wordsIn(model: TranscriptModel, time: Stretch): number[] {
  const found: number[] = [];
  for (let at = countBegun(model, time.start - LONGEST_WORD_SECONDS); at < model.byTime.length; at += 1) {
    const place = model.byTime[at] ?? 0;
    if (wordAt(model.words, place).start > time.end + SLACK_SECONDS) break;
    if (holds(time, middleOf(model, place))) found.push(place);
  }
  return found;
}

function spanning(places: readonly number[]): WordSpan | null {
  if (places.length === 0) return null;
  return places.reduce<WordSpan>(
    ({ first, last }, place) => ({ first: Math.min(first, place), last: Math.max(last, place) }),
    { first: Infinity, last: -Infinity },
  );
}
