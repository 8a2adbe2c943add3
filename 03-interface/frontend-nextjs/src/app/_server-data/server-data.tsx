import { dehydrate, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { HydratedData } from "@/app/_server-data/hydrated-data";
import { findVisitor, type Visitor } from "@/app/_server-data/visitor";

/** Ask for what a page shows first, and keep it in a cache that serves this one answer. */
export type Load = (visitor: Visitor, cache: QueryClient) => Promise<void>;

type ServerDataProps = { load: Load; children: ReactNode };

/**
 * Render children with data from the gateway, so that they are in the page's HTML. Whatever cannot be had is left to the
 * browser, which renews a session that has ended, and tells of errors.
 */
export async function ServerData({ load, children }: ServerDataProps) {
  const visitor = await findVisitor();
  const cache = new QueryClient();
  if (visitor) await load(visitor, cache).catch(() => undefined);
  // Text passes through the page's payload much faster than the many objects of a transcript.
  const { queries } = dehydrate(cache, { serializeData: JSON.stringify });
  return (
    <HydratedData id={crypto.randomUUID()} queries={queries}>
      {children}
    </HydratedData>
  );
}
