import { expect, it } from "vitest";
import { conversation } from "@/entities/transcript/fixtures";
import { buildModel } from "@/entities/transcript/model";
import { wantedWords } from "@/features/comments/wanted-words";

const spanOfBlock = (index: number) => {
  const block = conversation.blocks[index];
  return block ? { first: block.first, last: block.last - 1 } : null;
};

it("are the selected ones, else the passage at hand, else the one that is heard", () => {
  const chosen = { first: 2, last: 3 };
  expect(wantedWords(conversation, { chosen, focused: 2, seconds: 6 })).toEqual(chosen);
  expect(wantedWords(conversation, { chosen: null, focused: 2, seconds: 6 })).toEqual(spanOfBlock(2));
  expect(wantedWords(conversation, { chosen: null, focused: undefined, seconds: 6 })).toEqual(spanOfBlock(1));
  expect(wantedWords(conversation, { chosen: null, focused: undefined, seconds: -1 })).toEqual(
    spanOfBlock(0),
  );
});

it("are none that the transcript does not have", () => {
  const gone = { first: 500, last: 501 };
  expect(wantedWords(conversation, { chosen: gone, focused: 900, seconds: 6 })).toEqual(spanOfBlock(1));
  expect(wantedWords(buildModel([]), { chosen: null, focused: 0, seconds: 0 })).toBeNull();
});
