import type { Operation, Revision } from "@/lib/api/client";

type Offer = Extract<Operation, { kind: "adopt" | "restore" }>;

/**
 * Return the operation that shows the other version of a meeting that was processed again; null if there is none. On top
 * of edits lies the new transcript, until somebody restores them.
 */
export function offerOf(
  revisions: readonly Revision[],
  shown: number,
  resultAttempt: number | null,
): Offer | null {
  const head = revisions.find(({ number }) => number === shown);
  if (!head || resultAttempt === null) return null;
  if (head.attempt < resultAttempt) return { kind: "adopt" };
  const earlier = head.deed.kind === "process" ? head.deed.revision : null;
  // Number 0 is what the machine heard before: nobody's work, and in the history.
  return earlier ? { kind: "restore", revision: earlier } : null;
}
