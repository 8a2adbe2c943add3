import { describe, expect, it } from "vitest";
import { conversation, segment } from "@/entities/transcript/fixtures";
import {
  blockOfWord,
  blockText,
  buildModel,
  segmentsOfTurn,
  segmentsOfWords,
} from "@/entities/transcript/model";

describe("buildModel", () => {
  it("joins the words of one speaker, and splits them at long pauses", () => {
    expect(conversation.blocks.map(({ speaker, first, last }) => [speaker, first, last])).toEqual([
      ["A", 0, 8],
      ["B", 8, 13],
      ["A", 13, 15],
      ["A", 15, 18],
    ]);
    expect(conversation.blocks.map(({ startsTurn }) => startsTurn)).toEqual([true, true, true, false]);
  });

  it("spaces words as the text does", () => {
    expect(blockText(conversation, 0, 8)).toBe("Bonjour Élodie, l'équipe est là. On commence.");
  });

  it("reads words that keep the space before them, as those that an earlier version imported do", () => {
    const plain = segment("A", 0, "Le budget reste.");
    const spaced = { ...plain, words: plain.words.map((word) => ({ ...word, text: ` ${word.text}` })) };
    const model = buildModel([spaced]);
    expect(blockText(model, 0, model.words.length)).toBe("Le budget reste.");
  });

  it("keeps a segment without words", () => {
    const model = buildModel([{ ...segment("A", 0, "Bonjour"), words: [] }]);
    expect(blockText(model, 0, model.words.length)).toBe("Bonjour");
  });

  it("finds the block of a word", () => {
    expect([0, 7, 8, 12, 13, 17].map((place) => blockOfWord(conversation, place)?.index)).toEqual([
      0, 0, 1, 1, 2, 3,
    ]);
  });
});

it("finds the segments of words and turns", () => {
  const said = ["Bonjour à tous.", "On commence ?", "Oui.", "Bien."].map((text, id) => ({
    ...segment(id === 2 ? "B" : "A", id * 4, text),
    id,
  }));
  const model = buildModel(said);
  expect(model.blocks.map(({ segments }) => segments)).toEqual([[0], [1], [2], [3]]);
  expect(segmentsOfTurn(model, 1)).toEqual([0, 1]);
  expect(segmentsOfTurn(model, 3)).toEqual([3]);
  expect(segmentsOfWords(model, 2, 3)).toEqual([0, 1]);
});
