import { describe, expect, it } from "vitest";
import { changedWords } from "@/features/editing/revisions/changed-words";

describe("changedWords", () => {
  it("shows what changed with a few words around it", () => {
    expect(changedWords("un deux trois quatre cinq six", "un deux trois quatre 5 six")).toEqual({
      start: "un deux trois quatre",
      removed: "cinq",
      added: "5",
      end: "six",
    });
    expect(changedWords("a b c d e f g", "a b c d e f").start).toBe("… c d e f");
    expect(changedWords("", "neuf")).toEqual({ start: "", removed: "", added: "neuf", end: "" });
    expect(changedWords("a a", "a").removed).toBe("a");
  });
});
