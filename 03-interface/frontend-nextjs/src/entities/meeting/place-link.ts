const DECISECONDS = 10;

/** Return the address of a second of a meeting, with the text to mark there, if any. */
export function placeLink(meetingId: string, seconds: number, text?: string): string {
  const place = new URLSearchParams({ t: String(Math.floor(seconds * DECISECONDS) / DECISECONDS) });
  if (text) place.set("q", text);
  return `/meetings/${meetingId}?${place.toString()}`;
}
