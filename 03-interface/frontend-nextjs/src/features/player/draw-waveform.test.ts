import { describe, expect, it } from "vitest";
import { levelsOfBars, speakersOfBars } from "@/features/player/draw-waveform";

describe("levelsOfBars", () => {
  it("distinguishes speech from a single bang", () => {
    const [bang, talk] = levelsOfBars([0, 0, 0, 1, 1, 1, 1, 1], 2);
    expect(talk).toBe(1);
    expect(bang).toBe(0.5);
  });

  it("has a level for each bar when there are fewer peaks", () => {
    expect(levelsOfBars([0.25, 1], 4)).toEqual([0.25, 0.25, 1, 1]);
  });
});

describe("speakersOfBars", () => {
  it("names the speaker who speaks longest under a bar", () => {
    const blocks = [
      { speaker: "A", start: 0, end: 3 },
      { speaker: "B", start: 3, end: 9 },
      { speaker: "A", start: 9, end: 10 },
      { speaker: "B", start: 31, end: 40 },
    ];
    expect(speakersOfBars(blocks, 40, 4)).toEqual(["B", undefined, undefined, "B"]);
  });
});
