import { expect, it } from "vitest";
import { PAGE_SIZE, pageWithin } from "@/features/administration/keys/keys";

it.each([
  [1, 0, 1],
  [2, PAGE_SIZE, 1],
  [2, PAGE_SIZE + 1, 2],
  [9, PAGE_SIZE * 2, 2],
  [0, 10, 1],
])("shows for page %d of %d keys page %d", (page, total, shown) => {
  expect(pageWithin(page, total)).toBe(shown);
});
