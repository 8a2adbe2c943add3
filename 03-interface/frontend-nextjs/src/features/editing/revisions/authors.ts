import type { Revision } from "@/lib/api/client";

/** Whose a change is: `others` where one other person at least had a hand in it, `nobody` where that is not known. */
export type Authorship = "others" | "own" | "nobody";

/** Return who made the revisions after this number. A machine is nobody, and so is who has no account any more. */
export function authorsSince(since: number, revisions: readonly Revision[], ownId: string): Authorship {
  const authors = revisions.filter(({ number }) => number > since).map(({ author }) => author?.id);
  if (authors.some((id) => id !== undefined && id !== ownId)) return "others";
  return authors.length > 0 && authors.every((id) => id === ownId) ? "own" : "nobody";
}
