import type { Segment } from "@/lib/api/client";

/** Segments as they were when somebody took them in hand. */
export type Opened = readonly Pick<Segment, "id" | "speaker" | "start" | "end" | "text">[];

/** Where such segments are now; `isSame` while they still say the same, by the same speaker. */
export type Found = { segments: number[]; isSame: boolean };

/** Seconds by which the gateway may begin a new passage elsewhere than it was shown here. */
const MAX_SHIFT_SECONDS = 1;

export function noteOpened(wanted: readonly number[], segments: readonly Segment[]): Opened {
  const ids = new Set(wanted);
  return segments.filter(({ id }) => ids.has(id));
}

/**
 * Return the segments that were opened, among those of now. The gateway may have numbered new ones otherwise, and cut them
 * elsewhere; then what says the same at the same time counts. Where nothing does, those that are left of them.
 */
export function findOpened(opened: Opened, segments: readonly Segment[]): Found {
  const ids = new Set(opened.map(({ id }) => id));
  const named = segments.filter(({ id }) => ids.has(id));
  if (sayingOf(named) === sayingOf(opened)) return { segments: named.map(({ id }) => id), isSame: true };
  const renumbered = findSaying(opened, segments);
  if (renumbered) return { segments: renumbered, isSame: true };
  const start = Math.min(...opened.map((segment) => segment.start)) - MAX_SHIFT_SECONDS;
  const end = Math.max(...opened.map((segment) => segment.end)) + MAX_SHIFT_SECONDS;
  const left = named.filter((segment) => segment.start < end && segment.end > start);
  return { segments: left.map(({ id }) => id), isSame: false };
}

/** Return whether each of these segments is as it was, under its own number. */
export function isAsOpened(opened: Opened, segments: readonly Segment[]): boolean {
  const now = new Map(segments.map((segment) => [segment.id, segment]));
  return opened.every(({ id, speaker, text }) => {
    const segment = now.get(id);
    return segment?.speaker === speaker && segment.text === text;
  });
}

function findSaying(opened: Opened, segments: readonly Segment[]): number[] | null {
  const [head] = opened;
  if (!head) return null;
  const wanted = sayingOf(opened);
  const starts = segments
    .map((segment, at) => ({ at, distance: Math.abs(segment.start - head.start) }))
    .filter(({ distance }) => distance <= MAX_SHIFT_SECONDS)
    .sort((one, two) => one.distance - two.distance);
  for (const { at } of starts)
    for (let end = at + 1; end <= segments.length; end += 1) {
      const run = segments.slice(at, end);
      const said = sayingOf(run);
      if (said === wanted) return run.map(({ id }) => id);
      if (!wanted.startsWith(said)) break;
    }
  return null;
}

function sayingOf(segments: Opened): string {
  const speakers = new Set(segments.map(({ speaker }) => speaker));
  return `${[...speakers].join(" ")}\n${oneLine(segments.map(({ text }) => text).join(" "))}`;
}

/** Return a text as the gateway keeps it: without space around it, and never two spaces in it. */
export const oneLine = (text: string) => text.trim().replace(/\s+/g, " ");
