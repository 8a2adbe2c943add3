import { describe, expect, it } from "vitest";
import { RateMeter, secondsLeft } from "@/features/upload/transfer/rate-meter";

describe("RateMeter", () => {
  it("knows no speed at first", () => {
    expect(new RateMeter(0).note(500, 50)).toBeNull();
  });

  it("approaches a new speed gradually", () => {
    const meter = new RateMeter(0);
    expect(meter.note(1_000, 1_000)).toBe(1_000);
    const after = meter.note(4_000, 2_000) ?? 0;
    expect(after).toBeGreaterThan(1_000);
    expect(after).toBeLessThan(3_000);
  });
});

describe("secondsLeft", () => {
  it("divides the remaining bytes by the speed", () => {
    expect(secondsLeft(250, 1_000, 250)).toBe(3);
    expect(secondsLeft(250, 1_000, null)).toBeNull();
    expect(secondsLeft(250, 1_000, 0)).toBeNull();
  });
});
