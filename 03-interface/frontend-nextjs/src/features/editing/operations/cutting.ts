import { placeWords, type PlacedWord } from "@/features/editing/operations/placed-words";
import { rewrite } from "@/features/editing/operations/rewriting";
import type { Operation, Segment } from "@/lib/api/client";

type EditText = Extract<Operation, { kind: "edit" }>;

/** Return the text of each passage that an edit makes of its segments; at least one, which may be empty. */
export function passagesOf({ text, passages }: Pick<EditText, "text" | "passages">): string[] {
  const lines = (passages ? text.split(/[\r\n]+/) : [text]).map((line) => line.trim().replace(/\s+/g, " "));
  const said = lines.filter(Boolean);
  return said.length > 0 ? said : [""];
}

/** Return the segments with new text, cut where a passage begins. New ones are numbered from `nextId`, as the gateway does. */
export function editSegments(chosen: readonly Segment[], edit: EditText, nextId: number): Segment[] {
  const lines = passagesOf(edit);
  const isCut = lines.length > 1 && isOnlyCut(chosen, lines);
  return cutLines(isCut ? chosen : rewrite(chosen, lines.join(" ")), lines, nextId);
}

/** Cut a segment before its word of that number, counted from 0; one part where there is nothing to cut. */
export function cutBefore(segment: Segment, word: number, newId: number): Segment[] {
  const { text, placed } = placeWords([segment]);
  return word > 0 && word < placed.length ? parts(segment, text, placed, [word], newId) : [segment];
}

function cutLines(segments: readonly Segment[], lines: readonly string[], nextId: number): Segment[] {
  const begins = new Set<number>();
  let letters = 0;
  for (const line of lines.slice(0, -1)) {
    letters += countLetters(line);
    begins.add(letters);
  }
  let done = 0;
  let id = nextId;
  return segments.flatMap((segment) => {
    const { text, placed } = placeWords([segment]);
    const words = placed.flatMap(({ begin, end }, at) => {
      const begun = begins.has(done);
      done += countLetters(text.slice(begin, end));
      return begun ? [at] : [];
    });
    const points = words.filter((at) => at > 0);
    const made = parts(segment, text, placed, points, id);
    id += points.length;
    return made.map((part, at) => (at > 0 || words.includes(0) ? { ...part, begins_passage: true } : part));
  });
}

/** Return whether the lines say what the segments say, each from the beginning of a word. */
function isOnlyCut(segments: readonly Segment[], lines: readonly string[]): boolean {
  const { text, placed } = placeWords(segments);
  const starts = new Set(placed.map(({ begin }) => begin));
  let at = 0;
  for (const [number, line] of lines.entries()) {
    if (number > 0 && text[at] === " ") at += 1;
    if (!starts.has(at) || !text.startsWith(line, at)) return false;
    at += line.length;
  }
  return at === text.length;
}

function parts(
  segment: Segment,
  text: string,
  placed: readonly PlacedWord[],
  points: readonly number[],
  nextId: number,
): Segment[] {
  if (points.length === 0) return [segment];
  const begins = [0, ...points];
  return begins.map((begin, number) => {
    const own = placed.slice(begin, begins[number + 1]);
    const words = own.map(({ word }) => word);
    const isLast = number === points.length;
    const said = {
      ...segment,
      start: number === 0 ? segment.start : Math.min(...words.map(({ start }) => start)),
      end: isLast ? segment.end : Math.max(...words.map(({ end }) => end)),
      text: text.slice(own[0]?.begin, own.at(-1)?.end),
      words,
    };
    if (number === 0) return said;
    const origin = segment.part_of ?? segment.id;
    return { ...said, id: nextId + number - 1, part_of: origin, begins_passage: null };
  });
}

const countLetters = (text: string) => text.replace(/\s/g, "").length;
