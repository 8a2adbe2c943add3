import { blockOfWord, wordAt, type Block, type TranscriptModel } from "@/entities/transcript/model";

const LINGER_SECONDS = 0.4;
export const NO_WORD = -1;

/** Return how many of the words in order of time have begun by `seconds`. */
export function countBegun({ words, byTime }: TranscriptModel, seconds: number): number {
  let low = 0;
  let high = byTime.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wordAt(words, byTime[middle] ?? 0).start <= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Return the last word that has begun by `seconds`, in order of time; NO_WORD before the first. */
export function findLastBegunWord(model: TranscriptModel, seconds: number): number {
  return model.byTime[countBegun(model, seconds) - 1] ?? NO_WORD;
}

/** Return the block of the last word that has begun by `seconds`, else the first; undefined where nobody speaks. */
export function blockAt(model: TranscriptModel, seconds: number): Block | undefined {
  return blockOfWord(model, Math.max(0, findLastBegunWord(model, seconds)));
}

/** Return the word being spoken; it is held for a moment after its end, so that the mark does not flicker. */
export function findSpokenWord(model: TranscriptModel, seconds: number): number {
  const place = findLastBegunWord(model, seconds);
  if (place === NO_WORD) return NO_WORD;
  return seconds <= wordAt(model.words, place).end + LINGER_SECONDS ? place : NO_WORD;
}
