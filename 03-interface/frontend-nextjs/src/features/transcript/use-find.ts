"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useDeferredValue, useMemo, useState } from "react";
import { buildIndex, findMatches, type Match } from "@/entities/transcript/find";
import type { TranscriptModel } from "@/entities/transcript/model";

const NO_MATCHES: readonly Match[] = [];

/** Search the transcript. The query is kept in the address, the chosen match is not. */
export function useFind(model: TranscriptModel) {
  const [query, setQuery] = useQueryState(
    "q",
    parseAsString.withDefault("").withOptions({ throttleMs: 300 }),
  );
  const [chosen, setChosen] = useState(0);
  const wanted = useDeferredValue(query);
  const isWanted = wanted !== "";
  const index = useMemo(() => (isWanted ? buildIndex(model) : []), [model, isWanted]);
  const matches = useMemo(() => (wanted ? findMatches(index, wanted) : NO_MATCHES), [index, wanted]);
  const current = matches.length === 0 ? -1 : ((chosen % matches.length) + matches.length) % matches.length;
  return {
    query,
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

export type Finding = ReturnType<typeof useFind>;
