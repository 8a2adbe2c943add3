import type { WordSpan } from "@/entities/transcript/anchors/anchor";
import { wordAt, type TranscriptModel } from "@/entities/transcript/model";

type Place = {
  /** The words that are selected. */
  chosen: WordSpan | null;
  /** Index of the passage that has the focus or is pointed at. */
  focused: number | undefined;
  /** What is heard, in seconds. */
  seconds: number;
};

/** Return the words that a key comments: the selected ones, else the passage at hand, else the one that is heard. */
export function wantedWords(
  { words, blocks }: TranscriptModel,
  { chosen, focused, seconds }: Place,
): WordSpan | null {
  if (chosen && chosen.last < words.length) return chosen;
  const spoken = blocks.filter(({ first, last }) => last > first);
  const block =
    spoken.find(({ index }) => index === focused) ??
    spoken.findLast(({ first }) => wordAt(words, first).start <= seconds) ??
    spoken[0];
  return block ? { first: block.first, last: block.last - 1 } : null;
}
