import { expect, it } from "vitest";
import { withPinned } from "@/features/transcript/chosen-words";

it("keeps the paragraphs where a selection begins and ends while others are in view", () => {
  expect(withPinned([40, 41, 42], [2, 41], 100)).toEqual([2, 40, 41, 42]);
  expect(withPinned([3, 4], [90, 3], 100)).toEqual([3, 4, 90]);
});

it("keeps none that the transcript does not have", () => {
  expect(withPinned([0, 1], [-1, 7], 5)).toEqual([0, 1]);
});
