import type { Meeting } from "@/lib/api/client";

const SEEN_POLL_MS = 2_000;
const WAITING_POLL_MS = 15_000;
const MAX_EAGER = 5;

/**
 * Return after how many milliseconds to ask for a meeting again, false once it has ended.
 *
 * Often only where somebody sees it move: while it is processed, and right after it was sent (`answers` so far), as an
 * idle worker takes it at once. What waits in the queue may wait for hours.
 */
export function pollInterval(
  status: Meeting["status"] | undefined,
  answers: number,
  isSeen: boolean,
): number | false {
  if (status !== undefined && status !== "queued" && status !== "processing") return false;
  const moves = status === "processing" || (status === "queued" && answers < MAX_EAGER);
  return isSeen && moves ? SEEN_POLL_MS : WAITING_POLL_MS;
}
