import { describe, expect, it } from "vitest";
import { fractionNow, secondsLeftNow } from "@/lib/progress/progress-now";

describe("fractionNow", () => {
  it("goes on between reports, slower and slower, and never to the end", () => {
    const shown = [0, 10, 30, 60, 600].map((ago) => fractionNow(0.4, 60, ago));
    expect(shown[0]).toBe(0.4);
    for (let at = 1; at < shown.length; at += 1) expect(shown[at]).toBeGreaterThan(shown[at - 1]!);
    expect(shown.at(-1)).toBeCloseTo(0.94, 5);
  });

  it("says what was reported where the time left is not known", () => {
    expect(fractionNow(0.4, null, 60)).toBe(0.4);
    expect(fractionNow(0.4, 0, 60)).toBe(0.4);
  });
});

it("secondsLeftNow counts down to a second", () => {
  expect([0, 30, 90].map((ago) => secondsLeftNow(60, ago))).toEqual([60, 30, 1]);
  expect(secondsLeftNow(0.2, 5)).toBe(0.2);
});
