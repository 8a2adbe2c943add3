import type { Revision } from "@/lib/api/client";

type Known = Pick<Revision, "number" | "deed">;

/** Return the number of the change that a revision makes again, by undoing its undoing; null if it does not. */
export function redoneBy({ deed }: Known, known: readonly Known[]): number | null {
  let target = deed.kind === "revert" ? known.find(({ number }) => number === deed.revision) : undefined;
  let isRedo = false;
  while (target?.deed.kind === "revert") {
    const { revision } = target.deed;
    isRedo = !isRedo;
    target = known.find(({ number }) => number === revision);
  }
  return isRedo ? (target?.number ?? null) : null;
}
