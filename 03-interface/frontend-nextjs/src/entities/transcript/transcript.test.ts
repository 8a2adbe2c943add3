import { describe, expect, it } from "vitest";
import { buildIndex, find } from "@/entities/transcript/find";
import { conversation, segment } from "@/entities/transcript/fixtures";
import { blockOfWord, blockText, buildModel } from "@/entities/transcript/model";
import { passage } from "@/entities/transcript/passage";
import { peopleOf } from "@/entities/transcript/speakers";
import { NO_WORD, spokenWord } from "@/entities/transcript/spoken-word";

describe("buildModel", () => {
  it("joins what one person says and parts it at long pauses", () => {
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

describe("spokenWord", () => {
  it("is the word at that time, also a little after its end", () => {
    expect(spokenWord(conversation, 0.1)).toBe(0);
    expect(spokenWord(conversation, 0.5)).toBe(1);
    expect(spokenWord(conversation, 5.6)).toBe(9);
  });

  it("is none before, in pauses and after", () => {
    expect([-1, 15, 99].map((seconds) => spokenWord(conversation, seconds))).toEqual([
      NO_WORD,
      NO_WORD,
      NO_WORD,
    ]);
  });

  it("follows time where people speak at once", () => {
    const model = buildModel([segment("A", 0, "un deux trois quatre"), segment("B", 0.75, "non")]);
    expect(spokenWord(model, 0.8)).toBe(4);
    expect(spokenWord(model, 1.1)).toBe(2);
  });
});

describe("find", () => {
  const index = buildIndex(conversation);

  it("ignores case and accents, and crosses words", () => {
    expect(find(index, "ELODIE")).toEqual([{ block: 0, first: 1, last: 1 }]);
    expect(find(index, "l’equipe est")).toEqual([
      { block: 0, first: 2, last: 4 },
      { block: 1, first: 9, last: 11 },
    ]);
  });

  it("finds nothing for nothing", () => {
    expect(find(index, "   ")).toEqual([]);
    expect(find(index, "absent")).toEqual([]);
  });
});

describe("passage", () => {
  it("has a paragraph for each turn, with its speaker and its time", () => {
    const names: Record<string, string> = { A: "Anne", B: "Bruno" };
    expect(passage(conversation, 6, 16, (speaker) => names[speaker] ?? "")).toBe(
      "Anne (0:03)\nOn commence.\n\nBruno (0:05)\nOui, l'équipe est prête.\n\nAnne (0:20)\nTrès bien. Après une",
    );
  });
});

describe("peopleOf", () => {
  it("shares out the speech", () => {
    const people = peopleOf([
      { id: "SPEAKER_00", name: "Anne", speech_seconds: 30 },
      { id: "SPEAKER_01", speech_seconds: 10 },
    ]);
    expect(people.map(({ name, number, share }) => [name, number, share])).toEqual([
      ["Anne", 1, 0.75],
      [null, 2, 0.25],
    ]);
    expect(peopleOf([{ id: "SPEAKER_00", speech_seconds: 0 }])[0]?.share).toBe(0);
  });
});
