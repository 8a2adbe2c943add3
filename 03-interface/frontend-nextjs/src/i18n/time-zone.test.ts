import { describe, expect, it } from "vitest";
import { isTimeZone } from "@/i18n/time-zone";

describe("isTimeZone", () => {
  it.each(["Europe/Paris", "America/Los_Angeles", "Asia/Tokyo", "Asia/Calcutta", "UTC"])(
    "knows %s",
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each([undefined, "", "Mars/Olympus", "../Europe/Paris", "Etc/Unknown", "<b>"])("refuses %s", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
