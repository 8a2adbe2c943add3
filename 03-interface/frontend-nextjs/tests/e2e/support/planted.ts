/** A transcript of five minutes with planted errors, what it should say, and a recording of that length. */

import { wavHeader } from "./wav";

const SECONDS = 300;
const PASSAGES = 30;
const WORDS = 15;
const RATE = 8_000;
const POOL =
  "we should open the second office before summer because two teams already share one room and nobody can hear their own thoughts while somebody else is talking about budgets plans travel dates".split(
    " ",
  );

export const SPEAKERS = ["Marie", "Bruno"] as const;

export type PlantedError =
  | { kind: "word"; passage: number; word: number; right: string; isMarked: boolean }
  | { kind: "speaker"; passage: number; right: number }
  | { kind: "tail"; passage: number; word: number; right: number }
  | { kind: "split"; passage: number; word: number };

/** Twenty: twelve words that are marked as uncertain, four that are not, a wrong speaker, and three passages to cut. */
export const ERRORS: readonly PlantedError[] = [
  ...[1, 2, 4, 6, 8, 11, 14, 16, 19, 22, 25, 28].map((passage, at) =>
    wrongWord(passage, (at * 5) % WORDS, true),
  ),
  ...[3, 10, 17, 24].map((passage, at) => wrongWord(passage, 3 + at * 2, false)),
  { kind: "speaker" as const, passage: 7, right: 1 },
  { kind: "tail" as const, passage: 13, word: 9, right: 0 },
  { kind: "tail" as const, passage: 20, word: 6, right: 1 },
  { kind: "split" as const, passage: 26, word: 8 },
].sort((a, b) => a.passage - b.passage);

function wordAt(passage: number, word: number): string {
  return POOL[(passage * 11 + word * 7) % POOL.length] ?? "";
}

function wrongWord(passage: number, word: number, isMarked: boolean): PlantedError {
  return { kind: "word", passage, word, right: wordAt(passage, word), isMarked };
}

/** Return who says a passage in truth; passage 7 is heard as said by the other. */
const truth = (passage: number) => passage % 2;
const heard = (passage: number) => (passage === 7 ? 1 - truth(passage) : truth(passage));

export function plantedTranscript() {
  const segments = Array.from({ length: PASSAGES }, (_, passage) => {
    const start = passage * (SECONDS / PASSAGES);
    const speaker = `SPEAKER_0${heard(passage)}`;
    const words = Array.from({ length: WORDS }, (_, place) => {
      const error = ERRORS.find(
        (each) => each.kind === "word" && each.passage === passage && each.word === place,
      );
      const isMarked = error?.kind === "word" && error.isMarked;
      return {
        start: start + place * 0.5,
        end: start + place * 0.5 + 0.4,
        text: error ? "rhubarb" : wordAt(passage, place),
        probability: isMarked ? 0.3 : 0.95,
        speaker,
      };
    });
    const text = words.map(({ text }) => text).join(" ");
    return { id: passage, speaker, start, end: start + WORDS * 0.5, text, words };
  });
  return {
    schema_version: 1,
    meeting_id: "11111111-2222-4333-8444-555555555555",
    language: "en",
    language_probability: 1,
    duration: SECONDS,
    models: { diarization: "d", identification: "i", transcription: "t" },
    speakers: SPEAKERS.map((name, at) => ({ id: `SPEAKER_0${at}`, name, speech_seconds: 110 })),
    segments,
  };
}

/** Return speaker and text of what should stand there, one item for each word. */
export function expectedWords(): string[] {
  return Array.from({ length: PASSAGES }, (_, passage) =>
    Array.from({ length: WORDS }, (_, place) => {
      const tail = ERRORS.find((each) => each.kind === "tail" && each.passage === passage);
      const isTail = tail?.kind === "tail" && place >= tail.word;
      const speaker = isTail ? tail.right : truth(passage);
      return `SPEAKER_0${speaker} ${wordAt(passage, place)}`;
    }),
  ).flat();
}

/** Return the bytes of a recording: a quiet tone, 8 bits, 8 kHz. */
export function toneRecording(): Buffer {
  const samples = SECONDS * RATE;
  const header = wavHeader({ rate: RATE, channels: 1, bits: 8 }, samples);
  const tone = Buffer.from(
    Uint8Array.from({ length: samples }, (_, at) => 128 + 20 * Math.sin((at * 2 * Math.PI * 220) / RATE)),
  );
  return Buffer.concat([header, tone]);
}

/** Count what the keyboard of before needed at least: what it could not do at all counts nothing. */
export function keystrokesBefore(): number {
  const STOPS_PER_PASSAGE = 6;
  let at = 0;
  let count = 0;
  for (const error of ERRORS) {
    const tabs = (error.passage - at) * STOPS_PER_PASSAGE;
    if (error.kind === "word") {
      // E, back from the end of the text, select, write, Enter.
      count += tabs + 1 + (WORDS - error.word) + 1 + error.right.length + 1;
      at = error.passage;
    }
    if (error.kind === "speaker") {
      // The speaker's button, Enter, the name's first letter, Enter.
      count += tabs + 3;
      at = error.passage;
    }
  }
  return count;
}
