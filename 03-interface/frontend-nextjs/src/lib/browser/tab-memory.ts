/** Keep a value in this tab, so that a reload finds it; null forgets it. */
export function keepInTab(key: string, value: unknown): void {
  if (value === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(value));
}

/** Return what this tab keeps; null if that is nothing, or cannot be read. */
export function keptInTab<T>(key: string): T | null {
  // A page that the server renders has no storage.
  if (typeof sessionStorage === "undefined") return null;
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}
