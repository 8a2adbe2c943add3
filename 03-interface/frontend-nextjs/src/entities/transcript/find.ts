import { ANY_OF } from "@/lib/format/any-of";
import { wordAt, type TranscriptModel } from "@/entities/transcript/model";

/** A match: words first to last (included) of a block. */
export type Match = { block: number; first: number; last: number };

/** Return the text in lower case without accents, so that "elodie" finds "Élodie". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();
}

type FoldedBlock = { text: string; starts: number[]; first: number };

/** Build the search index, once per transcript: each search then only scans strings. */
export function buildIndex(model: TranscriptModel): readonly FoldedBlock[] {
  return model.blocks.map(({ first, last }) => {
    let text = "";
    const starts: number[] = [];
    for (let place = first; place < last; place += 1) {
      const word = wordAt(model.words, place);
      if (place > first && word.spaceBefore) text += " ";
      starts.push(text.length);
      text += fold(word.text);
    }
    return { text, starts, first };
  });
}

/** Return where a text, or any of several with `|` between them, is said, in the order in which it is. */
export function findMatches(index: readonly FoldedBlock[], query: string): Match[] {
  const wanted = fold(query)
    .split(ANY_OF)
    .map((text) => text.trim().replace(/\s+/g, " "))
    .filter((text) => text !== "");
  return index.flatMap((folded, block) => {
    const found = wanted.flatMap((text) => matchesIn(folded, block, text));
    return found.sort((a, b) => a.first - b.first || b.last - a.last).filter(isApart);
  });
}

function matchesIn({ text, starts, first }: FoldedBlock, block: number, wanted: string): Match[] {
  const matches: Match[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length - 1;
    matches.push({ block, first: first + findWordAt(starts, at), last: first + findWordAt(starts, end) });
  }
  return matches;
}

/** Return whether a match is not a part of the one before it, as a word is of a text that holds it. */
function isApart(match: Match, at: number, sorted: readonly Match[]): boolean {
  const before = sorted[at - 1];
  return before === undefined || match.last > before.last;
}

/** Return the place of the word that covers a character. */
function findWordAt(starts: readonly number[], character: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= character) low = middle;
    else high = middle - 1;
  }
  return low;
}
