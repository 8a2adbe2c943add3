import { expect, it } from "vitest";
import { cleanNote, withNote } from "@/features/recording/notes";
import { MAX_NOTES } from "@/lib/limits";

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
