import type { ExportFormat } from "@/lib/api/client";

/** Formats to read: they can hold comments, and minutes too. */
export const DOCUMENT_FORMATS = ["docx", "pdf", "md", "txt"] as const satisfies readonly ExportFormat[];

export const EXPORT_FORMATS = [
  ...DOCUMENT_FORMATS,
  "srt",
  "vtt",
  "json",
  "rttm",
] as const satisfies readonly ExportFormat[];

/** Return the address of an export, with its dates in the reader's zone. */
export function exportAddress(
  place: string,
  format: string,
  timeZone: string,
  more: Record<string, string> = {},
): string {
  return `${place}/export/${format}?${new URLSearchParams({ time_zone: timeZone, ...more })}`;
}

/** Return the address of an archive with an export of each meeting. */
export function bundleAddress(
  meetings: readonly { id: string }[],
  format: ExportFormat,
  timeZone: string,
): string {
  const query = new URLSearchParams({ time_zone: timeZone });
  for (const { id } of meetings) query.append("meetings", id);
  return `/api/v1/exports/${format}?${query}`;
}

export const AUDIO_FORMATS = ["m4a", "mp3"] as const;
export type AudioFormat = (typeof AUDIO_FORMATS)[number];

const MILLISECONDS = 1_000;

/** Return the address of a recording as a file, or of the clip between two seconds of it. */
export function audioAddress(
  meetingId: string,
  format: AudioFormat,
  clip?: { start: number; end: number },
): string {
  const place = `/api/v1/meetings/${meetingId}/audio/${format}`;
  if (!clip) return place;
  const exact = (seconds: number) => String(Math.round(seconds * MILLISECONDS) / MILLISECONDS);
  return `${place}?${new URLSearchParams({ start: exact(clip.start), end: exact(clip.end) })}`;
}
