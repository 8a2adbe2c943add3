import type { ListQuery } from "@/entities/meeting/list-query";
import { rangeOf } from "@/entities/meeting/period";
import type { Scope } from "@/lib/api/client";

/** Return the scope that the library's filters describe, at this moment. */
export function scopeOf(
  query: Pick<ListQuery, "speaker" | "owner" | "tags" | "period" | "from" | "to">,
  now: Date,
): Scope {
  const { since, before } = rangeOf(query, now);
  return {
    q: "",
    tags: query.tags,
    ...(query.speaker ? { speaker: query.speaker } : {}),
    ...(query.owner ? { owner: query.owner } : {}),
    ...(since ? { since: since.toISOString() } : {}),
    ...(before ? { before: before.toISOString() } : {}),
  };
}

/** How far a scope reaches: one meeting, those that filters leave, or all. */
export type Reach = "meeting" | "some" | "all";

export function reachOf(scope: Scope): Reach {
  if (scope.meeting_id) return "meeting";
  const { speaker, since, before, owner, q, tags } = scope;
  return speaker || since || before || owner || q || tags.length > 0 ? "some" : "all";
}
