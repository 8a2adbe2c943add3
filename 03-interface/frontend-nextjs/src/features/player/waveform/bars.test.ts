import { describe, expect, it } from "vitest";
import { levelsOfBars, secondsOfBars, speakerAt, tracesOf } from "@/features/player/waveform/bars";

const blocks = [
  { speaker: "A", start: 0, end: 3 },
  { speaker: "B", start: 3, end: 9 },
  { speaker: "A", start: 9, end: 10 },
  { speaker: "B", start: 31, end: 40 },
];

describe("levelsOfBars", () => {
  it("distinguishes speech from a single bang", () => {
    const [bang, talk] = levelsOfBars([0, 0, 0, 1, 1, 1, 1, 1], 2);
    expect(talk).toBe(1);
    expect(bang).toBe(0.5);
  });

  it("has a level for each bar when there are fewer peaks", () => {
    expect(levelsOfBars([0.25, 1], 4)).toEqual([0.25, 0.25, 1, 1]);
  });

  it("covers a part of the recording", () => {
    expect(levelsOfBars([0, 0, 0.5, 1, 0, 0], 2, 2, 4)).toEqual([0.5, 1]);
  });
});

describe("secondsOfBars", () => {
  it("counts under each bar for how long each speaker is heard", () => {
    const heard = secondsOfBars(blocks, { from: 0, to: 40 }, 4).map((of) => Object.fromEntries(of));
    expect(heard).toEqual([{ A: 4, B: 6 }, {}, {}, { B: 9 }]);
  });

  it("leaves out what lies outside the window", () => {
    const heard = secondsOfBars(blocks, { from: 8, to: 10 }, 2).map((of) => Object.fromEntries(of));
    expect(heard).toEqual([{ B: 1 }, { A: 1 }]);
  });
});

describe("tracesOf", () => {
  const look = { peaks: [1, 1, 1, 1], duration: 40, blocks, width: 12, height: 40 };
  const barsOf = (path: string) =>
    [...path.matchAll(/M(\d+) ([\d.]+)v([\d.]+)/g)].map((found) => found.slice(1));

  it("gives a bar to who speaks longest under it, and to nobody in silence", () => {
    const traces = tracesOf({ ...look, shown: { from: 0, to: 40 }, lanes: null });
    expect(traces.map(({ speaker, path }) => [speaker, barsOf(path).map(([x]) => x)])).toEqual([
      ["B", ["1", "10"]],
      [null, ["4", "7"]],
    ]);
  });

  it("has a lane for each speaker, one above the other, of those who are heard", () => {
    const traces = tracesOf({ ...look, shown: { from: 0, to: 40 }, lanes: ["A", "B"] });
    expect(traces.map(({ speaker, path }) => [speaker, barsOf(path)])).toEqual([
      ["A", [["1", "1.0", "18.0"]]],
      [
        "B",
        [
          ["1", "21.0", "18.0"],
          ["10", "21.0", "18.0"],
        ],
      ],
    ]);
  });

  it("keeps the scale of the whole recording where only a quiet part is shown", () => {
    const [quiet] = tracesOf({ ...look, peaks: [0.1, 1, 1, 1], shown: { from: 0, to: 10 }, lanes: null });
    expect(Math.max(...barsOf(quiet?.path ?? "").map(([, , tall]) => Number(tall)))).toBeLessThan(10);
  });

  it("draws a recording without any length", () => {
    expect(
      tracesOf({ ...look, peaks: [], duration: 0, shown: { from: 0, to: 0 }, lanes: null }),
    ).toHaveLength(1);
  });
});

it("speakerAt tells who is heard, the last to begin where two are", () => {
  const spoken = [...blocks, { speaker: "C", start: 5, end: 6 }];
  expect([1, 5.5, 20].map((time) => speakerAt(spoken, time))).toEqual(["A", "C", null]);
});
