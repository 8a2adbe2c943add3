import { parseAsInteger, parseAsStringLiteral } from "nuqs";

export const STATUSES = ["processing", "queued", "completed", "failed", "cancelled"] as const;

/** The list's state in the address. */
export const meetingsQuery = { page: parseAsInteger.withDefault(1), status: parseAsStringLiteral(STATUSES) };
