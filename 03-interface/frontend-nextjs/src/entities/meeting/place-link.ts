import { anyOf } from "@/lib/format/any-of";

const DECISECONDS = 10;

/** Return the address of a second of a meeting, with the texts to mark there, if any. */
export function placeLink(meetingId: string, seconds: number, texts: readonly string[] = []): string {
  const place = new URLSearchParams({ t: String(Math.floor(seconds * DECISECONDS) / DECISECONDS) });
  const wanted = anyOf(texts);
  if (wanted) place.set("q", wanted);
  return `/meetings/${meetingId}?${place.toString()}`;
}
