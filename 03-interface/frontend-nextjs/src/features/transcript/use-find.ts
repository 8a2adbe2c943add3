"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useDeferredValue, useMemo, useState } from "react";
import { buildIndex, findMatches, type Match } from "@/entities/transcript/find";
import type { TranscriptModel } from "@/entities/transcript/model";

const NO_MATCHES: readonly Match[] = [];

/** Search the transcript. The query is kept in the address, the chosen match is not. */
export function useFind(model: TranscriptModel, startAt: number | null = null) {
  const [query, setQuery] = useQueryState(
    "q",
    parseAsString.withDefault("").withOptions({ throttleMs: 300 }),
  );
  const [choice, setChosen] = useState<number | null>(null);
  const wanted = useDeferredValue(query);
  const isWanted = wanted !== "";
  const index = useMemo(() => (isWanted ? buildIndex(model) : []), [model, isWanted]);
  const matches = useMemo(() => (wanted ? findMatches(index, wanted) : NO_MATCHES), [index, wanted]);
  // A link to a place chooses the match there, until another is asked for.
  const chosen = choice ?? (startAt === null ? 0 : findMatchAt(model, matches, startAt));
  const current = matches.length === 0 ? -1 : ((chosen % matches.length) + matches.length) % matches.length;
  return {
    query,
    /** The query that `matches` answer: the latest one only once there is time to search. */
    wanted,
    matches,
    /** Index of the chosen match; -1 without matches. */
    current,
    search: (text: string) => {
      setChosen(0);
      void setQuery(text || null);
    },
    step: (by: 1 | -1) => setChosen(current + by),
  };
}

/** Return the index of the first match that is spoken at a second or later; the first of all where there is none. */
function findMatchAt({ words }: TranscriptModel, matches: readonly Match[], seconds: number): number {
  return Math.max(
    0,
    matches.findIndex(({ first }) => (words[first]?.start ?? 0) >= seconds),
  );
}

export type Finding = ReturnType<typeof useFind>;
