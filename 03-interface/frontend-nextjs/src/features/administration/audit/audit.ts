"use client";

import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { toQuery, type Filters } from "@/features/administration/audit/filters";
import { api, unwrap } from "@/lib/api/client";

/** Query the entries that match, newest first; more come when they are asked for. */
export function useEntries(filters: Filters) {
  const query = toQuery(filters);
  return useInfiniteQuery({
    queryKey: ["audit", query],
    placeholderData: keepPreviousData,
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/admin/audit", {
          params: { query: { ...query, ...(pageParam === null ? {} : { before: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.before,
  });
}

/** Have the whole chain checked. */
export function useCheck() {
  return useMutation({ mutationFn: () => unwrap(api.GET("/api/v1/admin/audit/check")) });
}
