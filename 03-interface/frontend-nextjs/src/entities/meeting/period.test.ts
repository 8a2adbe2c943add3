import { describe, expect, it } from "vitest";
import { isDay, rangeOf } from "@/entities/meeting/period";

const now = new Date(2026, 10, 25, 15, 30);
const none = { period: null, from: null, to: null };

describe("rangeOf", () => {
  it("begins at midnight, whole days back", () => {
    expect(rangeOf({ ...none, period: "today" }, now).since).toEqual(new Date(2026, 10, 25));
    expect(rangeOf({ ...none, period: "week" }, now).since).toEqual(new Date(2026, 10, 19));
    expect(rangeOf({ ...none, period: "month" }, now).since).toEqual(new Date(2026, 9, 27));
    expect(rangeOf({ ...none, period: "year" }, now).since).toEqual(new Date(2026, 0, 1));
  });

  it("includes the whole of its last day", () => {
    expect(rangeOf({ period: null, from: "2026-10-01", to: "2026-10-31" }, now)).toEqual({
      since: new Date(2026, 9, 1),
      before: new Date(2026, 10, 1),
    });
  });

  it("ignores invalid days", () => {
    expect(rangeOf({ period: null, from: "yesterday", to: "2026-99-99" }, now).since).toBeNull();
    expect(isDay("2026-11-25")).toBe(true);
    expect(isDay(null)).toBe(false);
  });
});
