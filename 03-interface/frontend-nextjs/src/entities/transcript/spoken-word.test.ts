import { describe, expect, it } from "vitest";
import { conversation, segment } from "@/entities/transcript/fixtures";
import { buildModel } from "@/entities/transcript/model";
import { NO_WORD, blockAt, findSpokenWord } from "@/entities/transcript/spoken-word";

describe("findSpokenWord", () => {
  it("finds the word at a time, also shortly after its end", () => {
    expect(findSpokenWord(conversation, 0.1)).toBe(0);
    expect(findSpokenWord(conversation, 0.5)).toBe(1);
    expect(findSpokenWord(conversation, 5.6)).toBe(9);
  });

  it("finds none before, in pauses and after", () => {
    expect([-1, 15, 99].map((seconds) => findSpokenWord(conversation, seconds))).toEqual([
      NO_WORD,
      NO_WORD,
      NO_WORD,
    ]);
  });

  it("follows time where speech overlaps", () => {
    const model = buildModel([segment("A", 0, "un deux trois quatre"), segment("B", 0.75, "non")]);
    expect(findSpokenWord(model, 0.8)).toBe(4);
    expect(findSpokenWord(model, 1.1)).toBe(2);
  });
});

it("finds the block at a time: the first before anybody speaks, and the last begun in pauses", () => {
  const second = conversation.blocks[1]?.start ?? NaN;
  expect([-1, 0, second - 0.01, second, 99].map((seconds) => blockAt(conversation, seconds)?.index)).toEqual([
    0,
    0,
    0,
    1,
    conversation.blocks.length - 1,
  ]);
  expect(blockAt(buildModel([]), 1)).toBeUndefined();
});
