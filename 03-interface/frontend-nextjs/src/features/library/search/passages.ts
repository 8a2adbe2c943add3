"use client";

import { useQuery } from "@tanstack/react-query";
import type { ListQuery } from "@/entities/meeting/list-query";
import { rangeOf } from "@/entities/meeting/period";
import { api, unwrap } from "@/lib/api/client";

const MIN_LETTERS = 4;
const MOST = 8;
const FRESH_MS = 30_000;

/** Query the passages that mean what is searched for, with the filters of the list. */
export function usePassages(query: ListQuery) {
  const q = query.q.trim();
  return useQuery({
    queryKey: ["passages", q, query.speaker, query.owner, query.tags, query.period, query.from, query.to],
    enabled: q.length >= MIN_LETTERS && query.page === 1,
    retry: false,
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => {
      const { since, before } = rangeOf(query, new Date());
      return unwrap(
        api.GET("/api/v1/search", {
          signal,
          params: {
            query: {
              q,
              size: MOST,
              speaker: query.speaker ?? undefined,
              owner: query.owner ?? undefined,
              tags: query.tags,
              since: since?.toISOString(),
              before: before?.toISOString(),
            },
          },
        }),
      );
    },
  });
}
