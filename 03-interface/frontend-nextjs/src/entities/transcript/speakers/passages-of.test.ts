import { expect, it } from "vitest";
import { conversation } from "@/entities/transcript/fixtures";
import { nextPassage, stretchesOf } from "@/entities/transcript/speakers/passages-of";

it("returns when somebody speaks", () => {
  expect(stretchesOf(conversation, "B").map(({ start }) => start)).toEqual([5]);
  expect(stretchesOf(conversation, "A").map(({ start }) => start)).toEqual([0, 20, 30]);
  expect(stretchesOf(conversation, "nobody")).toEqual([]);
});

it("goes to the next and the previous passage of a person", () => {
  expect(nextPassage(conversation, "A", 2, 1)).toBe(20);
  expect(nextPassage(conversation, "A", 20, 1)).toBe(30);
  expect(nextPassage(conversation, "A", 30, 1)).toBeNull();
  expect(nextPassage(conversation, "A", 31, -1)).toBe(20);
  expect(nextPassage(conversation, "A", 35, -1)).toBe(30);
  expect(nextPassage(conversation, "A", 0.5, -1)).toBeNull();
});
