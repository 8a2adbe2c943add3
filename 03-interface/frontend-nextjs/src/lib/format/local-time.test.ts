import { describe, expect, it } from "vitest";
import { toLocalField } from "@/lib/format/local-time";

describe("toLocalField", () => {
  it.each(["2026-01-15T22:30:00Z", "2026-03-29T00:59:00Z", "2026-07-01T12:00:00Z", "2026-10-25T03:30:00Z"])(
    "is read as the same moment again: %s",
    (text) => {
      expect(new Date(toLocalField(new Date(text))).toISOString()).toBe(text.replace("Z", ".000Z"));
    },
  );
});
