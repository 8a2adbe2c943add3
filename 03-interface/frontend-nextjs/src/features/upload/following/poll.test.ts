import { expect, it } from "vitest";
import { pollInterval } from "@/features/upload/following/poll";

it.each([
  ["processing", 1, true, 2_000],
  ["processing", 500, true, 2_000],
  ["processing", 1, false, 15_000],
  ["queued", 1, true, 2_000],
  ["queued", 5, true, 15_000],
  ["queued", 1, false, 15_000],
  [undefined, 0, true, 15_000],
  ["completed", 1, true, false],
  ["failed", 1, true, false],
  ["cancelled", 1, false, false],
] as const)(
  "asks for a meeting that is %s after %i answers, seen: %s, in %s",
  (status, answers, isSeen, expected) => {
    expect(pollInterval(status, answers, isSeen)).toBe(expected);
  },
);
