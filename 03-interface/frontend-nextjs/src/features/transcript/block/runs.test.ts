import { expect, it } from "vitest";
import { runsOf } from "@/features/transcript/block/runs";

const noted = (id: string, first: number, last: number) => ({
  id,
  first,
  last,
  author: "Ada",
  hasText: true,
});
const plain = (runs: ReturnType<typeof runsOf>) =>
  runs.map(({ places, isNoted, ending }) => [
    places.join(" "),
    isNoted,
    ending.map(({ id }) => id).join(" "),
  ]);

it("divides a paragraph where comments begin and end, each ending once", () => {
  const runs = runsOf({ first: 10, last: 16 }, [noted("a", 11, 13), noted("b", 13, 14), noted("c", 12, 13)]);
  expect(plain(runs)).toEqual([
    ["10", false, ""],
    ["11", true, ""],
    ["12", true, ""],
    ["13", true, "a c"],
    ["14", true, "b"],
    ["15", false, ""],
  ]);
});

it("ends a comment over several paragraphs in the last of them", () => {
  const over = [noted("a", 8, 12)];
  expect(plain(runsOf({ first: 5, last: 10 }, over))).toEqual([
    ["5 6 7", false, ""],
    ["8 9", true, ""],
  ]);
  expect(plain(runsOf({ first: 10, last: 13 }, over))).toEqual([["10 11 12", true, "a"]]);
});

it("is one run where nothing is noted, and none without words", () => {
  expect(plain(runsOf({ first: 0, last: 3 }, []))).toEqual([["0 1 2", false, ""]]);
  expect(runsOf({ first: 3, last: 3 }, [])).toEqual([]);
});
