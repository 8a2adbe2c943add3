import type { NotedSpan } from "@/entities/comment/noted-span";
import type { Block } from "@/entities/transcript/model";

/** Words of a paragraph that follow each other, with the comments on all of them. */
export type Run = { places: readonly number[]; isNoted: boolean; ending: readonly NotedSpan[] };

/** Divide the words of a paragraph where highlights and comments begin and end. `ending` are those that end there. */
export function runsOf({ first, last }: Pick<Block, "first" | "last">, noted: readonly NotedSpan[]): Run[] {
  const cuts = new Set([first, last]);
  for (const span of noted) {
    if (span.first > first && span.first < last) cuts.add(span.first);
    if (span.last + 1 > first && span.last + 1 < last) cuts.add(span.last + 1);
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  return ordered.slice(0, -1).map((begin, at) => {
    const end = ordered[at + 1] ?? last;
    return {
      places: Array.from({ length: end - begin }, (_, offset) => begin + offset),
      isNoted: noted.some((span) => span.first < end && span.last >= begin),
      ending: noted.filter((span) => span.last === end - 1),
    };
  });
}
