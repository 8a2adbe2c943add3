import {
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs/server";
import { isDay, PERIODS } from "@/entities/meeting/period";

export const STATUSES = ["processing", "queued", "completed", "failed", "cancelled"] as const;
export const OWNERS = ["me", "others"] as const;
export const SORTS = ["newest", "oldest", "title", "longest"] as const;

/** The state of the list, as URL parameters. */
export const meetingsQuery = {
  page: parseAsInteger.withDefault(1),
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(STATUSES),
  speaker: parseAsString,
  period: parseAsStringLiteral(PERIODS),
  from: parseAsString,
  to: parseAsString,
  owner: parseAsStringLiteral(OWNERS),
  tags: parseAsArrayOf(parseAsString).withDefault([]),
  sort: parseAsStringLiteral(SORTS).withDefault("newest"),
};

export type ListQuery = inferParserType<typeof meetingsQuery>;

/** A change of filters or sorting; null resets one. Each change goes back to the first page. */
export type ListChange = Partial<{ [K in keyof ListQuery]: ListQuery[K] | null }>;

const NO_FILTER = {
  q: null,
  status: null,
  speaker: null,
  period: null,
  from: null,
  to: null,
  owner: null,
  tags: null,
};
export const WITHOUT_FILTERS: ListChange = { ...NO_FILTER, page: null };

export function isFiltered({ q, status, speaker, period, from, to, owner, tags }: ListQuery): boolean {
  return Boolean(q || status || speaker || period || isDay(from) || isDay(to) || owner || tags.length > 0);
}
