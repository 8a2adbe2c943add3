import { expect, it } from "vitest";
import { placeIn } from "@/features/player/player";

const STRETCHES = [
  { start: 2, end: 4 },
  { start: 10, end: 12 },
];

it("goes on where a stretch is under way, and skips to the next", () => {
  expect(placeIn(STRETCHES, 0)).toBe(2);
  expect(placeIn(STRETCHES, 3)).toBe(3);
  expect(placeIn(STRETCHES, 4)).toBe(10);
  expect(placeIn(STRETCHES, 7)).toBe(10);
  expect(placeIn(STRETCHES, 11)).toBe(11);
});

it("has nothing after the last", () => {
  expect(placeIn(STRETCHES, 12)).toBeNull();
  expect(placeIn([], 0)).toBeNull();
});
