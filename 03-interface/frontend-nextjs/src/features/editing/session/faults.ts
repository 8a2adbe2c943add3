import { ProblemError } from "@/lib/api/problem";

/** Return whether an error passes by itself: network, server, ended session, meeting being processed again. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status, code } = error;
  return (
    status === 0 || status >= 500 || status === 401 || status === 429 || code === "meeting_not_completed"
  );
}

/**
 * Return how saving stops where an error is about the meeting and not about what was sent: `gone` if there is no such
 * meeting any more, `refused` if the right to edit was withdrawn or the transcript is missing on the server.
 */
export function stopOf(error: unknown): "gone" | "refused" | null {
  if (!(error instanceof ProblemError)) return null;
  if (error.code === "not_found") return "gone";
  return error.status === 403 || error.code === "object_missing" ? "refused" : null;
}
