import { wordAt, type TranscriptModel, type Word } from "@/entities/transcript/model";

const MIN_CONFIDENCE = 0.5;

export const isUncertain = ({ probability }: Pick<Word, "probability">) => probability < MIN_CONFIDENCE;

/** Return the next uncertain word after a place, or the one before it; null if there is none. */
export function findUncertain(model: TranscriptModel, place: number, direction: 1 | -1): number | null {
  for (let at = place + direction; at >= 0 && at < model.words.length; at += direction)
    if (isUncertain(wordAt(model.words, at))) return at;
  return null;
}

/** Return the place of the word on a character of the text that begins with word `first`; between two, of the one before. */
export function wordOnCharacter(model: TranscriptModel, first: number, character: number): number {
  let found = first;
  for (const { place, begin } of wordsFrom(model, first)) {
    if (begin > character) break;
    found = place;
  }
  return found;
}

/** Return the place of the first word that begins at a character or later; one past the last where none does. */
export function firstWordFrom(model: TranscriptModel, first: number, character: number): number {
  for (const { place, begin } of wordsFrom(model, first)) if (begin >= character) return place;
  return model.words.length;
}

/** Return the place of the last word that ends at a character or earlier; one before `first` where none does. */
export function lastWordUntil(model: TranscriptModel, first: number, character: number): number {
  let found = first - 1;
  for (const { place, end } of wordsFrom(model, first)) {
    if (end > character) break;
    found = place;
  }
  return found;
}

/** Give each word from `first` on with its characters, begin and end, in the text that they make. */
function* wordsFrom({ words }: TranscriptModel, first: number) {
  let end = 0;
  for (let place = first; place < words.length; place += 1) {
    const { text, spaceBefore } = wordAt(words, place);
    const begin = end + (place > first && spaceBefore ? 1 : 0);
    end = begin + text.length;
    yield { place, begin, end };
  }
}
