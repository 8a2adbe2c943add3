import { MAX_NOTE_LENGTH, MAX_NOTES, MAX_NOTES_CHARACTERS } from "@/lib/limits";

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

/** Return the notes with another text of one, which keeps its place; null if there is no room for it. */
export function withChange(
  notes: readonly RecordedNote[],
  place: number,
  text: string,
): readonly RecordedNote[] | null {
  const changed = notes.map((note, other) => (other === place ? { ...note, text: cleanNote(text) } : note));
  const length = changed.reduce((sum, note) => sum + note.text.length, 0);
  return length > MAX_NOTES_CHARACTERS ? null : changed;
}

/** Return the notes with what is being typed as the recording ends: joined to the last note if there is no room. */
export function withLastWords(notes: readonly RecordedNote[], draft: RecordedNote): readonly RecordedNote[] {
  const more = withNote(notes, draft);
  const last = notes.at(-1);
  if (more || !last) return more ?? notes;
  const left = MAX_NOTES_CHARACTERS - notes.reduce((sum, { text }) => sum + text.length, 0);
  const length = Math.min(MAX_NOTE_LENGTH, last.text.length + left);
  const text = cleanNote(`${last.text} ${cleanNote(draft.text)}`.slice(0, length));
  return [...notes.slice(0, -1), { ...last, text }];
}
