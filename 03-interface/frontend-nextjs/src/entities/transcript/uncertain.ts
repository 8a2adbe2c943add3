import { wordAt, type TranscriptModel, type Word } from "@/entities/transcript/model";

const MIN_CONFIDENCE = 0.5;

export const isUncertain = ({ probability }: Pick<Word, "probability">) => probability < MIN_CONFIDENCE;

/** Return the next uncertain word after a place, or the one before it; null if there is none. */
export function findUncertain(model: TranscriptModel, place: number, direction: 1 | -1): number | null {
  for (let at = place + direction; at >= 0 && at < model.words.length; at += direction)
    if (isUncertain(wordAt(model.words, at))) return at;
  return null;
}

/** Return the place of the word at which the caret stands in the text of words first to last (excluded), edited or not. */
export function wordAtCaret(
  model: TranscriptModel,
  first: number,
  last: number,
  text: string,
  caret: number,
) {
  let cursor = 0;
  let found = first;
  for (let place = first; place < last; place += 1) {
    const word = wordAt(model.words, place).text;
    const at = text.indexOf(word, cursor);
    if (at < 0) continue;
    if (at > caret) break;
    found = place;
    cursor = at + word.length;
  }
  return found;
}

/** Return from and to of a word in the text of words first to last (excluded); null if it was written over. */
export function rangeInText(
  model: TranscriptModel,
  first: number,
  wanted: number,
  text: string,
): readonly [number, number] | null {
  let cursor = 0;
  for (let place = first; place <= wanted; place += 1) {
    const word = wordAt(model.words, place).text;
    const at = text.indexOf(word, cursor);
    if (at < 0) continue;
    if (place === wanted) return [at, at + word.length];
    cursor = at + word.length;
  }
  return null;
}
