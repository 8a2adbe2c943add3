import { ProblemError } from "@/lib/api/problem";

/** Return whether an error passes by itself: network, server, ended session, meeting being processed again. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status, code } = error;
  return (
    status === 0 || status >= 500 || status === 401 || status === 429 || code === "meeting_not_completed"
  );
}

/** Return whether an error says that there is no such meeting for this user any more: deleted, or no longer shared. */
export const isGone = (error: unknown) => error instanceof ProblemError && error.code === "not_found";

/**
 * Return whether an error is about the meeting and not about what was sent: it is gone, the right to edit it was
 * withdrawn, or its transcript is missing on the server.
 */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  return isGone(error) || error.status === 403 || error.code === "object_missing";
}
