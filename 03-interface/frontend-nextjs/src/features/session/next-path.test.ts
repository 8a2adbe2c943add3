import { describe, expect, it } from "vitest";
import { loginPath, safeNextPath } from "@/features/session/next-path";

describe("safeNextPath", () => {
  it("accepts pages of this site only", () => {
    expect(safeNextPath("/meetings/1?t=12.5")).toBe("/meetings/1?t=12.5");
    expect(loginPath("/meetings/1?t=12.5")).toBe("/login?next=%2Fmeetings%2F1%3Ft%3D12.5");
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "",
    null,
  ])("does not go to %j", (next) => {
    expect(safeNextPath(next)).toBe("/meetings");
  });
});
