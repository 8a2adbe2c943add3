import { expect, it } from "vitest";
import { endOf, idIn } from "./receipts";

const ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

it("finds the id in an address", () => {
  expect(idIn(`https://scribe.example/meetings/${ID}?t=3`)).toBe(ID);
  expect(idIn("nothing")).toBeNull();
});

it("includes the whole day", () => {
  const end = endOf("2026-03-28");
  expect(end && new Date(end).getDate()).toBe(29);
  expect(endOf("")).toBeUndefined();
  expect(endOf("tomorrow")).toBeUndefined();
});
