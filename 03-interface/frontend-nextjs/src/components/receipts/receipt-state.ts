import type { components } from "@/lib/api/schema";

export type Receipt = components["schemas"]["Receipt"];

/** Return how far a deletion is. Nothing is left only where every store says that it is done. */
export function stateOf({ purged_at, compacted_at, steps }: Receipt) {
  if (!compacted_at) return purged_at ? "purged" : "pending";
  return Object.values(steps).every((step) => step === "done") ? "compacted" : "unconfirmed";
}
