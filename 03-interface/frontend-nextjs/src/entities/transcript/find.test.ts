import { describe, expect, it } from "vitest";
import { buildIndex, find } from "@/entities/transcript/find";
import { conversation } from "@/entities/transcript/fixtures";

describe("find", () => {
  const index = buildIndex(conversation);

  it("ignores case and accents, and crosses words", () => {
    expect(find(index, "ELODIE")).toEqual([{ block: 0, first: 1, last: 1 }]);
    expect(find(index, "l’equipe est")).toEqual([
      { block: 0, first: 2, last: 4 },
      { block: 1, first: 9, last: 11 },
    ]);
  });

  it("finds nothing for nothing", () => {
    expect(find(index, "   ")).toEqual([]);
    expect(find(index, "absent")).toEqual([]);
  });
});
