import { MAX_NOTES, MAX_NOTES_CHARACTERS } from "@/lib/limits";

/** What was typed while recording, at the second of the recording at which the typing began. */
export type RecordedNote = { second: number; text: string };

/** Return a text as the gateway takes it: one line, without letters that are none. */
export const cleanNote = (text: string): string => text.replace(/[\p{Cc}\p{Cs}]+/gu, " ").trim();

/** Return the notes with one more, in the order of the recording; null if there is no room for it. */
export function withNote(
  notes: readonly RecordedNote[],
  { second, text }: RecordedNote,
): readonly RecordedNote[] | null {
  const note = { second: Math.round(Math.max(0, second) * 100) / 100, text: cleanNote(text) };
  const length = notes.reduce((sum, each) => sum + each.text.length, note.text.length);
  if (notes.length >= MAX_NOTES || length > MAX_NOTES_CHARACTERS) return null;
  return [...notes, note].sort((one, other) => one.second - other.second);
}
