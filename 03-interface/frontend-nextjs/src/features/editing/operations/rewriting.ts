import {
  placeWords,
  splitChunks,
  spreadWords,
  type Chunk,
  type PlacedWord,
} from "@/features/editing/operations/placed-words";
import type { Segment } from "@/lib/api/client";

/** Pairs of words up to which two texts are compared; beyond, all that changed is spread until the gateway answers. */
const MAX_PAIRS = 250_000;

/**
 * Return the segments with `text` as their joint text, closely as the gateway does it: words at both ends that stay keep
 * their segments and times, what is between them is spread. Segments left without a word are omitted.
 */
export function rewrite(segments: readonly Segment[], text: string): Segment[] {
  const { text: old, placed } = placeWords(segments);
  if (text === old) return [...segments];
  const head = sharedPrefix(old, text, placed);
  const begin = head.at(-1)?.end ?? 0;
  const tail = sharedSuffix(old, text, placed.slice(head.length), text.length - begin);
  const shift = text.length - old.length;
  const end = tail[0] ? tail[0].begin + shift : text.length;
  const changed = placed.slice(head.length, placed.length - tail.length);
  const written = align(segments, changed, splitChunks(text, begin, end), head.at(-1), tail[0]);
  const moved = tail.map((item) => ({ ...item, begin: item.begin + shift, end: item.end + shift }));
  return rebuild(segments, text, [...head, ...written, ...moved]);
}

const isBoundary = (text: string, at: number) => at < 0 || at >= text.length || text[at] === " ";

function sharedPrefix(old: string, text: string, placed: readonly PlacedWord[]): PlacedWord[] {
  let shared = 0;
  while (shared < old.length && old[shared] === text[shared]) shared += 1;
  const kept: PlacedWord[] = [];
  for (const item of placed) {
    if (item.end > shared || isBoundary(old, item.end) !== isBoundary(text, item.end)) break;
    kept.push(item);
  }
  return kept;
}

function sharedSuffix(old: string, text: string, placed: readonly PlacedWord[], room: number): PlacedWord[] {
  const shift = text.length - old.length;
  let shared = 0;
  while (shared < Math.min(room, old.length) && old.at(-1 - shared) === text.at(-1 - shared)) shared += 1;
  const kept: PlacedWord[] = [];
  for (const item of placed.toReversed()) {
    const endsInBoth = isBoundary(old, item.begin - 1) === isBoundary(text, item.begin + shift - 1);
    if (old.length - item.begin > shared || !endsInBoth) break;
    kept.unshift(item);
  }
  return kept;
}

/** Write the changed part: words that are said before and after keep their places, and what is between them is spread. */
function align(
  segments: readonly Segment[],
  was: readonly PlacedWord[],
  now: readonly Chunk[],
  before: PlacedWord | undefined,
  after: PlacedWord | undefined,
): PlacedWord[] {
  const made: PlacedWord[] = [];
  let wasDone = 0;
  let nowDone = 0;
  for (const [wasAt, nowAt] of [...commonWords(was, now), [was.length, now.length] as const]) {
    const kept = was[wasAt];
    const chunk = now[nowAt];
    const left = made.at(-1) ?? before;
    made.push(...write(segments, was.slice(wasDone, wasAt), now.slice(nowDone, nowAt), left, kept ?? after));
    if (kept && chunk) {
      const word = { ...kept.word, text: chunk.text };
      made.push({ ...kept, word, begin: chunk.begin, end: chunk.begin + chunk.text.length });
    }
    wasDone = wasAt + 1;
    nowDone = nowAt + 1;
  }
  return made;
}

/** Return the places of words that sound the same, in the same order in both, as many as possible. */
function commonWords(was: readonly PlacedWord[], now: readonly Chunk[]): (readonly [number, number])[] {
  if (was.length * now.length > MAX_PAIRS) return [];
  const before = was.map(({ word }) => keyOf(word.text));
  const after = now.map(({ text }) => keyOf(text));
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (line)
        line[column] =
          before[row] === after[column]
            ? at(row + 1, column + 1) + 1
            : Math.max(at(row + 1, column), at(row, column + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < before.length && column < after.length;) {
    if (before[row] === after[column]) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

const keyOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") || text;

function write(
  segments: readonly Segment[],
  was: readonly PlacedWord[],
  now: readonly Chunk[],
  before: PlacedWord | undefined,
  after: PlacedWord | undefined,
): PlacedWord[] {
  if (was.length === 0) {
    const index = before?.segment ?? after?.segment ?? 0;
    const own = segments[index];
    if (!own) return [];
    const start = before?.segment === index ? before.word.end : own.start;
    const end = after?.segment === index ? after.word.start : own.end;
    return spreadWords(now, index, own.speaker, start, end);
  }
  const shares = new Map<number, Chunk[]>();
  now.forEach((chunk, at) => {
    const index = was[Math.floor((at * was.length) / now.length)]?.segment ?? 0;
    shares.set(index, [...(shares.get(index) ?? []), chunk]);
  });
  return [...shares].flatMap(([index, chunks]) => {
    const words = was.filter(({ segment }) => segment === index).map(({ word }) => word);
    const ends = words.map(({ end }) => end);
    return spreadWords(chunks, index, words[0]?.speaker ?? "", words[0]?.start ?? 0, Math.max(...ends));
  });
}

function rebuild(segments: readonly Segment[], text: string, placed: readonly PlacedWord[]): Segment[] {
  return segments.flatMap((segment, index) => {
    const own = placed.filter((item) => item.segment === index);
    const first = own[0];
    const last = own.at(-1);
    if (!first || !last) return [];
    return [{ ...segment, text: text.slice(first.begin, last.end), words: own.map(({ word }) => word) }];
  });
}
