import type { Segment } from "@/lib/api/client";

export type Word = {
  text: string;
  start: number;
  end: number;
  probability: number;
  spaceBefore: boolean;
  /** Id of its segment. */
  segment: number;
};

/** A paragraph of one speaker, short enough to be read and rendered at once. */
export type Block = {
  index: number;
  speaker: string;
  start: number;
  end: number;
  /** Index of its first word among all words. */
  first: number;
  /** Index after its last word. */
  last: number;
  /** Another speaker spoke before: the name is shown. */
  startsTurn: boolean;
  /** Ids of its segments, in order. */
  segments: readonly number[];
};

export type TranscriptModel = {
  words: readonly Word[];
  blocks: readonly Block[];
  /** Indexes of words by start time, which is not the reading order where speech overlaps. */
  byTime: readonly number[];
};

const MAX_BLOCK_WORDS = 90;
const LONG_PAUSE_SECONDS = 2.5;

export function buildModel(segments: readonly Segment[]): TranscriptModel {
  const words: Word[] = [];
  const blocks: (Block & { segments: number[] })[] = [];
  for (const segment of segments) {
    const first = words.length;
    words.push(...wordsOf(segment));
    const previous = blocks.at(-1);
    if (previous && continues(previous, segment)) {
      previous.last = words.length;
      previous.end = Math.max(previous.end, segment.end);
      previous.segments.push(segment.id);
    } else {
      const { id, speaker, start, end } = segment;
      const startsTurn = previous?.speaker !== speaker;
      const index = blocks.length;
      blocks.push({ index, speaker, start, end, first, last: words.length, startsTurn, segments: [id] });
    }
  }
  const byTime = words
    .map((_, place) => place)
    .sort((a, b) => wordAt(words, a).start - wordAt(words, b).start);
  return { words, blocks, byTime };
}

function continues(block: Block, segment: Segment): boolean {
  if (block.speaker !== segment.speaker) return false;
  // Where a person began a passage or joined two, nothing else counts.
  if (typeof segment.begins_passage === "boolean") return !segment.begins_passage;
  return segment.start - block.end < LONG_PAUSE_SECONDS && block.last - block.first < MAX_BLOCK_WORDS;
}

/** Return the words with the spacing of the segment's text: in French there is none after an apostrophe. */
function wordsOf({ id, text, words, start, end }: Segment): Word[] {
  if (words.length === 0)
    return text ? [{ text, start, end, probability: 1, spaceBefore: true, segment: id }] : [];
  let cursor = 0;
  return words.map((word, place) => {
    // Words of transcripts that an earlier version imported have a space before them.
    const said = word.text.trim();
    const at = text.indexOf(said, cursor);
    const spaceBefore = place === 0 || at < 0 || at > cursor;
    if (at >= 0) cursor = at + said.length;
    const { start, end, probability } = word;
    return { text: said, start, end, probability, spaceBefore, segment: id };
  });
}

export function wordAt(words: readonly Word[], place: number): Word {
  const word = words[place];
  if (!word) throw new RangeError(`there is no word ${place}`);
  return word;
}

/** Return the ids of the segments that contain words first to last (included). */
export function segmentsOfWords({ words }: TranscriptModel, first: number, last: number): number[] {
  return [...new Set(words.slice(first, last + 1).map(({ segment }) => segment))];
}

export type WordRange = { first_word: number; last_word: number | null };

/** Return the places of words first to last in their segments; null where these are chosen whole. */
export function rangeOfWords({ words }: TranscriptModel, first: number, last: number): WordRange | null {
  let from = first;
  while (from > 0 && wordAt(words, from - 1).segment === wordAt(words, first).segment) from -= 1;
  let to = last;
  while (to + 1 < words.length && wordAt(words, to + 1).segment === wordAt(words, last).segment) to += 1;
  if (from === first && to === last) return null;
  let begin = last;
  while (begin > 0 && wordAt(words, begin - 1).segment === wordAt(words, last).segment) begin -= 1;
  return { first_word: first - from, last_word: to === last ? null : last - begin };
}

/** Return the ids of all segments of the turn that a block begins or belongs to. */
export function segmentsOfTurn({ blocks }: TranscriptModel, index: number): number[] {
  let first = index;
  while (first > 0 && !blocks[first]?.startsTurn) first -= 1;
  const next = blocks.findIndex((block) => block.index > first && block.startsTurn);
  return blocks.slice(first, next < 0 ? undefined : next).flatMap(({ segments }) => segments);
}

export function blockText({ words }: TranscriptModel, first: number, last: number): string {
  let text = "";
  for (let place = first; place < last; place += 1) {
    const word = wordAt(words, place);
    text += place > first && word.spaceBefore ? ` ${word.text}` : word.text;
  }
  return text;
}

/** Return the block that contains a word, by binary search. */
export function blockOfWord({ blocks }: TranscriptModel, place: number): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.first ?? Infinity) <= place) low = middle;
    else high = middle - 1;
  }
  return blocks[low];
}
