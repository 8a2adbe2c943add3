import { expect, it } from "vitest";
import { segment } from "@/entities/transcript/fixtures";
import { buildModel } from "@/entities/transcript/model";
import { findUncertain, rangeInText, wordAtCaret } from "@/entities/transcript/uncertain";

const said = segment("A", 0, "un deux trois deux cinq");
const model = buildModel([
  { ...said, words: said.words.map((word, at) => ({ ...word, probability: at % 2 ? 0.2 : 0.9 })) },
]);

it("goes from one uncertain word to the next, and back", () => {
  expect(findUncertain(model, -1, 1)).toBe(1);
  expect(findUncertain(model, 1, 1)).toBe(3);
  expect(findUncertain(model, 3, 1)).toBeNull();
  expect(findUncertain(model, 3, -1)).toBe(1);
  expect(findUncertain(model, 1, -1)).toBeNull();
});

it("finds a word in the text, also after a correction before it", () => {
  expect(rangeInText(model, 0, 3, "un deux trois deux cinq")).toEqual([14, 18]);
  expect(rangeInText(model, 0, 3, "une fois deux trois deux cinq")).toEqual([20, 24]);
  expect(rangeInText(model, 0, 3, "un deux trois")).toBeNull();
});

it("knows at which word the caret stands", () => {
  expect(wordAtCaret(model, 0, 5, "un deux trois deux cinq", 0)).toBe(0);
  expect(wordAtCaret(model, 0, 5, "un deux trois deux cinq", 16)).toBe(3);
});
