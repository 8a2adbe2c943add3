import { describe, expect, it } from "vitest";
import { buildIndex, findMatches } from "@/entities/transcript/find";
import { conversation } from "@/entities/transcript/fixtures";

describe("findMatches", () => {
  const index = buildIndex(conversation);

  it("ignores case and accents, and matches across words", () => {
    expect(findMatches(index, "ELODIE")).toEqual([{ block: 0, first: 1, last: 1 }]);
    expect(findMatches(index, "l’equipe est")).toEqual([
      { block: 0, first: 2, last: 4 },
      { block: 1, first: 9, last: 11 },
    ]);
  });

  it("finds any of several texts, in the order in which they are said, and none twice", () => {
    expect(findMatches(index, "l’équipe est | elodie | equipe")).toEqual([
      { block: 0, first: 1, last: 1 },
      { block: 0, first: 2, last: 4 },
      { block: 1, first: 9, last: 11 },
    ]);
  });

  it("finds nothing for an empty or absent query", () => {
    expect(findMatches(index, " | ")).toEqual([]);
    expect(findMatches(index, "absent")).toEqual([]);
  });
});
