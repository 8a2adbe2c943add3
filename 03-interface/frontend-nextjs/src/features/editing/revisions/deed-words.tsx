import { changedWords } from "@/features/editing/revisions/changed-words";
import type { Deed } from "@/lib/api/client";

/** The words that an edit removed and added. */
export function DeedWords({ deed }: { deed: Deed }) {
  if (deed.kind !== "edit") return null;
  const { start, removed, added, end } = changedWords(deed.before ?? "", deed.after ?? "");
  return (
    <p dir="auto" className="mt-0.5 line-clamp-3 text-sm text-muted-foreground">
      {start ? `${start} ` : null}
      {removed ? <del className="decoration-danger/70">{removed}</del> : null}
      {removed && added ? " " : null}
      {added ? <ins className="text-foreground decoration-success/70">{added}</ins> : null}
      {end ? ` ${end}` : null}
    </p>
  );
}
