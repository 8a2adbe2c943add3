import type { Segment } from "@/lib/api/client";

type Word = Segment["words"][number];

/** A word with its segment's place among those looked at, and its characters in their joint text. */
export type PlacedWord = { word: Word; segment: number; begin: number; end: number };

const oneLine = (text: string) => text.trim().replace(/\s+/g, " ");

/** Return the text of all segments, joined by spaces, and the words with their places in it, as the gateway does. */
export function placeWords(segments: readonly Segment[]): { text: string; placed: PlacedWord[] } {
  let whole = "";
  const placed: PlacedWord[] = [];
  segments.forEach((segment, index) => {
    const text = oneLine(segment.text);
    if (!text) return;
    const offset = whole ? whole.length + 1 : 0;
    whole = whole ? `${whole} ${text}` : text;
    for (const item of locateWords(segment, index, text))
      placed.push({ ...item, begin: item.begin + offset, end: item.end + offset });
  });
  return { text: whole, placed };
}

function locateWords(segment: Segment, index: number, text: string): PlacedWord[] {
  const placed: PlacedWord[] = [];
  let position = 0;
  for (const word of segment.words) {
    const spoken = oneLine(word.text);
    if (!spoken) continue;
    const begin = text.indexOf(spoken, position);
    if (begin < 0 || text.slice(position, begin).trim()) break;
    position = begin + spoken.length;
    placed.push({ word, segment: index, begin, end: position });
  }
  if (position === text.length) return placed;
  return spreadWords(splitChunks(text, 0, text.length), index, segment.speaker, segment.start, segment.end);
}

export type Chunk = { text: string; begin: number };

export function splitChunks(text: string, begin: number, end: number): Chunk[] {
  const chunks: Chunk[] = [];
  let at = begin;
  for (const piece of text.slice(begin, end).split(" ")) {
    if (piece) chunks.push({ text: piece, begin: at });
    at += piece.length + 1;
  }
  return chunks;
}

/** Return words for these pieces, one after the other between two times, in proportion to their lengths. */
export function spreadWords(
  chunks: readonly Chunk[],
  segment: number,
  speaker: string,
  start: number,
  end: number,
): PlacedWord[] {
  const letters = chunks.reduce((sum, { text }) => sum + text.length, 0);
  const seconds = Math.max(0, end - start) / Math.max(1, letters);
  let done = 0;
  return chunks.map(({ text, begin }) => {
    const from = start + done * seconds;
    done += text.length;
    const word = { text, start: from, end: start + done * seconds, probability: 1, speaker };
    return { word, segment, begin, end: begin + text.length };
  });
}
