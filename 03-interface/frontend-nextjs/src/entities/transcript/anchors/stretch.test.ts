import { expect, it } from "vitest";
import { stretchAround } from "@/entities/transcript/anchors/stretch";

it("reaches from the earliest start to the latest end, in whatever order the parts are", () => {
  const parts = [
    { start: 4, end: 5 },
    { start: 1, end: 9 },
    { start: 2, end: 3 },
  ];
  expect(stretchAround(parts)).toEqual({ start: 1, end: 9 });
});

it("is none around nothing", () => {
  expect(stretchAround([])).toBeNull();
  expect(stretchAround()).toBeNull();
});
