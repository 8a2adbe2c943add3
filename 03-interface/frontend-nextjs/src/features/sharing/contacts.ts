"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { api, unwrap } from "@/lib/api/client";

/** Query the people and groups whom one knows and whose name begins as was typed. */
export function useContacts(typed: string) {
  const q = useDeferredValue(typed);
  return useQuery({
    queryKey: ["contacts", q],
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    queryFn: () => unwrap(api.GET("/api/v1/contacts", { params: { query: { q } } })),
  });
}
