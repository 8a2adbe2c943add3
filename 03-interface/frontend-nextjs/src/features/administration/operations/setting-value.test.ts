import { expect, it } from "vitest";
import { wordFor } from "@/features/administration/operations/setting-value";

it.each([
  ["127.0.0.1", false, null],
  ["0", false, null],
  ["", false, "empty"],
  [" ", false, "empty"],
  [null, false, "unset"],
  [null, true, "secret"],
] as const)("shows the value %j (secret: %s) by the word %j", (value, isSecret, word) => {
  expect(wordFor(value, isSecret)).toBe(word);
});
