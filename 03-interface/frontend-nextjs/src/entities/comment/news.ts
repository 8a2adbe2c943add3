import type { Comment } from "@/lib/api/client";

const MS = 1000;

/**
 * Return whether the server tells of other comments than these. Its state is empty without any, else their number and
 * the second of the last change, with six decimals, of which a date here has three.
 */
export function isNews(state: string, comments: readonly Comment[]): boolean {
  if (!state || comments.length === 0) return Boolean(state) !== comments.length > 0;
  const [count, seconds = "", decimals = ""] = state.split(/[-.]/);
  const changed = Math.max(
    ...comments.map(({ edited_at, created_at }) => Date.parse(edited_at ?? created_at)),
  );
  return Number(count) !== comments.length || Number(seconds) * MS + Number(decimals.slice(0, 3)) !== changed;
}
