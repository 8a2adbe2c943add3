"use client";

import { hydrate, useQueryClient, type DehydratedState } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { TRANSCRIPT } from "@/lib/query-client";

/** The pages whose data this document has taken up. */
const taken = new Set<string>();

type HydratedDataProps = { id: string; queries: DehydratedState["queries"]; children: ReactNode };

/**
 * Take up what the server has read for a page, once: Next.js shows pages again as they came when one goes back to them,
 * and by then there is something newer.
 */
export function HydratedData({ id, queries, children }: HydratedDataProps) {
  const queryClient = useQueryClient();
  useState(() => {
    if (taken.has(id)) return;
    // The browser's clock may be another one.
    const now = Date.now();
    const current = queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt: now } }));
    hydrate(queryClient, { queries: current }, { defaultOptions: { deserializeData: JSON.parse } });
  });
  // Not before: React begins anew, with another cache, while scripts of the page are still on their way.
  useEffect(() => void taken.add(id), [id]);
  // A transcript is read anew at each visit; what the server has read would stay for the next one.
  useEffect(() => () => queryClient.removeQueries({ queryKey: [TRANSCRIPT] }), [queryClient]);
  return children;
}
