/** Share of what is left that may be assumed to be done before it is reported. */
const MAX_ASSUMED = 0.9;

/**
 * Return the fraction of a job that is done now, by what was reported some seconds ago and the time that it had left
 * then: reports are sparse within a stage, and a bar between them neither stands still nor jumps.
 */
export function fractionNow(reported: number, secondsLeft: number | null, secondsAgo: number): number {
  if (secondsLeft === null || secondsLeft <= 0) return reported;
  const assumed = Math.min(MAX_ASSUMED, 1 - Math.exp(-Math.max(0, secondsAgo) / secondsLeft));
  return reported + (1 - reported) * assumed;
}

/** Return the seconds that are left now; at least one, since nothing has ended yet. */
export function secondsLeftNow(secondsLeft: number, secondsAgo: number): number {
  return Math.max(Math.min(1, secondsLeft), secondsLeft - Math.max(0, secondsAgo));
}
