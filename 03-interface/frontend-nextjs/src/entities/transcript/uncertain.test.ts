import { expect, it } from "vitest";
import { conversation, segment } from "@/entities/transcript/fixtures";
import { buildModel } from "@/entities/transcript/model";
import {
  findUncertain,
  firstWordFrom,
  lastWordUntil,
  wordOnCharacter,
} from "@/entities/transcript/uncertain";

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

it("knows on which word a character is", () => {
  expect([0, 1, 2, 3, 16, 18, 99].map((at) => wordOnCharacter(model, 0, at))).toEqual([0, 0, 0, 1, 3, 3, 4]);
  expect(wordOnCharacter(model, 2, 6)).toBe(3);
});

it("knows which word begins after a character, and which ends before it", () => {
  expect([0, 1, 3, 4, 18, 20].map((at) => firstWordFrom(model, 0, at))).toEqual([0, 1, 1, 2, 4, 5]);
  expect([0, 1, 2, 6, 7, 99].map((at) => lastWordUntil(model, 0, at))).toEqual([-1, -1, 0, 0, 1, 4]);
});

it("counts no space where the text has none", () => {
  // "Bonjour Élodie, l'équipe": the article and its noun are two words.
  expect([16, 17, 18].map((at) => wordOnCharacter(conversation, 0, at))).toEqual([2, 2, 3]);
  expect(firstWordFrom(conversation, 0, 18)).toBe(3);
  expect(lastWordUntil(conversation, 0, 18)).toBe(2);
});
