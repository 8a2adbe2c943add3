import { describe, expect, it } from "vitest";
import { dayGroup, formatAlignedClock, formatClock, formatLength, timeOfDay } from "@/lib/format/time";

describe("formatClock", () => {
  it.each([
    [0, "0:00"],
    [59.99, "0:59"],
    [245, "4:05"],
    [3599, "59:59"],
    [3845, "1:04:05"],
    [-3, "0:00"],
  ])("shows %d s as %s", (seconds, clock) => {
    expect(formatClock(seconds)).toBe(clock);
  });
});

describe("formatAlignedClock", () => {
  it("is as wide as the recording's duration", () => {
    expect(formatAlignedClock(5, 300)).toBe("0:05");
    expect(formatAlignedClock(5, 1200)).toBe("00:05");
    expect(formatAlignedClock(65, 7200)).toBe("0:01:05");
    expect(formatAlignedClock(3845, 7200)).toBe("1:04:05");
  });
});

describe("formatLength", () => {
  it("shows at most two units", () => {
    expect(formatLength(42.4, "fr")).toBe("42 s");
    expect(formatLength(300, "fr")).toBe("5 min");
    expect(formatLength(4800, "fr")).toBe("1 h 20 min");
    expect(formatLength(7200, "en")).toBe("2 hr");
  });
});

describe("dayGroup", () => {
  const now = new Date("2026-05-20T00:30:00Z");
  it.each([
    ["2026-05-20T00:01:00Z", "UTC", "today"],
    ["2026-05-19T23:59:00Z", "UTC", "yesterday"],
    ["2026-05-14T12:00:00Z", "UTC", "week"],
    ["2026-05-13T12:00:00Z", "UTC", "older"],
    ["2026-05-19T23:59:00Z", "Europe/Paris", "today"],
    ["2026-05-19T03:00:00Z", "America/New_York", "yesterday"],
    ["2026-05-19T05:00:00Z", "America/New_York", "today"],
  ])("goes by calendar days of a time zone, not by 24 hours: %s in %s", (date, zone, group) => {
    expect(dayGroup(new Date(date), now, zone)).toBe(group);
  });
});

describe("timeOfDay", () => {
  it.each(["fr", "en"])("writes a time as beside a date, in %s", (locale) => {
    const moment = new Date("2026-01-15T06:05:00Z");
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(moment);
    expect(format(timeOfDay(locale))).toBe(format({ timeStyle: "short" }));
  });
});
