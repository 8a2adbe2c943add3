import { ProblemError } from "@/lib/api/problem";

/** Return whether a query was last refused because the session has ended. */
export function isSignedOut(error: Error | null): boolean {
  return error instanceof ProblemError && error.status === 401;
}

/** Return the interval in milliseconds, or false from the end of the session until the query is fetched again. */
export function whileSignedIn(state: { error: Error | null }, interval: number | false): number | false {
  return isSignedOut(state.error) ? false : interval;
}
