import { PRIVATE_PREFIX } from "@/lib/api/session";

const KEY = `${PRIVATE_PREFIX}hotwords`;

/** Return the names and terms of the last recording that was sent from this browser, until its user signs out. */
export function keptHotwords(): string {
  return localStorage.getItem(KEY) ?? "";
}

/** Keep names and terms for the next recording; none are kept where the field was emptied. */
export function keepHotwords(hotwords: string): void {
  const wanted = hotwords.trim();
  if (wanted) localStorage.setItem(KEY, wanted);
  else localStorage.removeItem(KEY);
}
