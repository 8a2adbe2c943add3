import { expect, it } from "vitest";
import { cleanNote, withChange, withLastWords, withNote } from "@/features/recording/notes";
import { MAX_NOTE_LENGTH, MAX_NOTES } from "@/lib/limits";

it("keeps notes in the order of the recording", () => {
  const notes = withNote([{ second: 9, text: "later" }], { second: 3.14159, text: " budget " });
  expect(notes).toEqual([
    { second: 3.14, text: "budget" },
    { second: 9, text: "later" },
  ]);
});

it("makes one line of what is pasted, without halves of letters", () => {
  expect(cleanNote("a\u0000b\r\nc \ud83d😀 ")).toBe("a b c  😀");
});

it("takes no more than the gateway does", () => {
  const many = Array.from({ length: MAX_NOTES }, (_, second) => ({ second, text: "n" }));
  expect(withNote(many, { second: 1, text: "n" })).toBeNull();
  const long = Array.from({ length: 80 }, (_, second) => ({ second, text: "n".repeat(500) }));
  expect(withNote(long, { second: 1, text: "n" })).toBeNull();
  expect(withNote(long.slice(1), { second: 1, text: "n" })).toHaveLength(80);
});

it("joins what is typed at the end to the last note if there is no room", () => {
  const many = Array.from({ length: MAX_NOTES }, (_, second) => ({ second, text: "n" }));
  const notes = withLastWords(many, { second: 999, text: " budget " });
  expect(notes).toHaveLength(MAX_NOTES);
  expect(notes.at(-1)).toEqual({ second: MAX_NOTES - 1, text: "n budget" });
  const long = withLastWords(many, { second: 999, text: "b".repeat(MAX_NOTE_LENGTH) });
  expect(long.at(-1)?.text).toHaveLength(MAX_NOTE_LENGTH);
  expect(withLastWords([], { second: 1, text: "first" })).toEqual([{ second: 1, text: "first" }]);
});

it("changes a note in its place, beside others of the same second", () => {
  const notes = [
    { second: 4, text: "one" },
    { second: 4, text: "two" },
  ];
  expect(withChange(notes, 0, " three ")).toEqual([{ second: 4, text: "three" }, notes[1]]);
  const long = Array.from({ length: 80 }, (_, second) => ({ second, text: "n".repeat(500) }));
  expect(withChange(long, 0, "n".repeat(501))).toBeNull();
  expect(withChange(long, 0, "n")).toHaveLength(80);
});
