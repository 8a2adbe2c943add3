import { parseAsInteger, parseAsString, parseAsStringLiteral, type inferParserType } from "nuqs";
import { isDay, PERIODS } from "@/entities/meeting/period";

export const STATUSES = ["processing", "queued", "completed", "failed", "cancelled"] as const;
export const OWNERS = ["me", "others"] as const;
export const SORTS = ["newest", "oldest", "title", "longest"] as const;

/** The list's state in the address. */
export const meetingsQuery = {
  page: parseAsInteger.withDefault(1),
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(STATUSES),
  speaker: parseAsString,
  period: parseAsStringLiteral(PERIODS),
  from: parseAsString,
  to: parseAsString,
  owner: parseAsStringLiteral(OWNERS),
  sort: parseAsStringLiteral(SORTS).withDefault("newest"),
};

export type ListQuery = inferParserType<typeof meetingsQuery>;

/** What is changed by a choice; whatever it is, one begins at the first page again. */
export type ListChange = Partial<{ [K in keyof ListQuery]: ListQuery[K] | null }>;

const NO_FILTER = { q: null, status: null, speaker: null, period: null, from: null, to: null, owner: null };
export const WITHOUT_FILTERS: ListChange = { ...NO_FILTER, page: null };

export function isFiltered({ q, status, speaker, period, from, to, owner }: ListQuery): boolean {
  return Boolean(q || status || speaker || period || isDay(from) || isDay(to) || owner);
}
