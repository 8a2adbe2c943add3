import { expect, it } from "vitest";
import { nextStop } from "@/features/transcript/block/roving";

it("leads to the next and the one before, around the ends", () => {
  expect([0, 1, 2].map((at) => nextStop("ArrowRight", at, 3))).toEqual([1, 2, 0]);
  expect([0, 1, 2].map((at) => nextStop("ArrowLeft", at, 3))).toEqual([2, 0, 1]);
  expect([nextStop("Home", 2, 3), nextStop("End", 0, 3)]).toEqual([0, 2]);
});

it("leaves other keys alone", () => {
  expect(["Enter", " ", "ArrowDown", "a"].map((key) => nextStop(key, 0, 3))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
