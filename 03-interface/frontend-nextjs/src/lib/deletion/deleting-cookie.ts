/** Holds the ids of what is being deleted in this browser, for the server. */
export const DELETING_COOKIE = "scribe_deleting";

/** Longer than one can undo a deletion and the server takes for it. */
const SECONDS = 15;
/** A cookie has room for somewhat more. */
const MOST = 100;

/** Tell the server what is being deleted: a page is asked for before the one that it replaces sends its deletions. */
export function tellDeleting(ids: ReadonlySet<string>): void {
  const value = [...ids].slice(-MOST).join(".");
  document.cookie = `${DELETING_COOKIE}=${value}; path=/; max-age=${value ? SECONDS : 0}; samesite=lax`;
}

/** Return the ids in the cookie, whatever else it may say. */
export function readDeleting(cookie: string | undefined): ReadonlySet<string> {
  return new Set(cookie?.split("."));
}
