const PATTERN = /^SPEAKER_(\d{2,4})$/;

/** Return the id of a speaker by number, counted from 0: SPEAKER_00 is the first. */
export function speakerId(number: number): string {
  return `SPEAKER_${String(number).padStart(2, "0")}`;
}

/** Return the number, counted from 0, that is in a speaker's id; null for an id of another form. */
export function speakerNumber(id: string): number | null {
  const digits = PATTERN.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Return the number that people are shown, counted from 1, as in exports; null for an id of another form. */
export function displayNumber(id: string): number | null {
  const number = speakerNumber(id);
  return number === null ? null : number + 1;
}

/** Return the id of somebody who has not been heard yet: the one after the highest number. */
export function nextSpeakerId(speakers: readonly { id: string }[]): string {
  return speakerId(Math.max(-1, ...speakers.map(({ id }) => speakerNumber(id) ?? -1)) + 1);
}
