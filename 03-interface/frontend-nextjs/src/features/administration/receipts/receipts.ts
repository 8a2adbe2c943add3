"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export const KINDS = [
  "meeting",
  "recording",
  "voice",
  "account",
] as const satisfies readonly components["schemas"]["Erased"][];

export type Sought = { id: string; kind: (typeof KINDS)[number] | null; before: string };

const PAGE_SIZE = 50;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Return the id in what was typed, which may be a page's address, or null. */
export function idIn(text: string): string | null {
  return ID.exec(text)?.[0] ?? null;
}

/** Return the moment at which the day after it begins, for deletions up to that day; undefined for no day. */
export function endOf(day: string): string | undefined {
  if (!day) return undefined;
  const end = new Date(`${day}T00:00:00`);
  if (Number.isNaN(end.getTime())) return undefined;
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}

/** Query receipts, newest first, a page after the other. */
export function useReceipts({ id, kind, before }: Sought) {
  const until = endOf(before);
  const subject = idIn(id);
  return useInfiniteQuery({
    queryKey: ["receipts", subject, kind, until],
    initialPageParam: until,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/admin/erasures", {
          params: {
            query: {
              size: PAGE_SIZE,
              ...(subject ? { subject_id: subject } : {}),
              ...(kind ? { kind } : {}),
              ...(pageParam ? { before: pageParam } : {}),
            },
          },
        }),
      ),
    getNextPageParam: ({ items }) => (items.length < PAGE_SIZE ? null : items.at(-1)?.deleted_at),
  });
}
