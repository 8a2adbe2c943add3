import { describe, expect, it } from "vitest";
import { loginPath, safeNextPath } from "@/features/session/next-path";

describe("safeNextPath", () => {
  it.each([
    "/meetings/1?t=12.5",
    "/meetings",
    "/voices",
    "/admin/users?search=a%20b",
    "/meetings?q=https://example.org//x\\y",
    "/meetings?q=100%25",
    "/meetings?q=50%",
    "/meetings?q=%2F%2Fevil.example#line-3",
    "/r%C3%A9unions",
    "/a..b/c.d",
  ])("opens %j", (next) => {
    expect(safeNextPath(next)).toBe(next);
  });

  it.each([
    // Other sites
    "https://evil.example",
    "HTTP://evil.example",
    "http:evil.example",
    "//evil.example",
    "///evil.example",
    "//user@evil.example/meetings",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "meetings",
    "?next=/x",
    "#x",
    // Backslashes, which browsers read as slashes
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/meetings\\..\\..\\evil.example",
    // Characters that browsers leave out
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\u0000/meetings",
    "/\u007f/evil.example",
    "/\u0085/evil.example",
    "/\u200b/evil.example",
    "/\u202e/evil.example",
    "/\u2028/evil.example",
    "/\ud800",
    " /meetings",
    "\u00a0//evil.example",
    "\ufeff//evil.example",
    // Encoded, once or several times
    "/%2Fevil.example",
    "/%2f%2fevil.example",
    "/%5Cevil.example",
    "/%5cevil.example",
    "/%255Cevil.example",
    "/%252Fevil.example",
    "/%25252Fevil.example",
    "/%2525252525252Fevil.example",
    "/%09/evil.example",
    "/%0d%0aLocation:%20https://evil.example",
    "/%00",
    "/%",
    "/%E0%A4%A",
    "%2F%2Fevil.example",
    // Up and out of the pages
    "/../api/v1/auth/me",
    "/..//evil.example",
    "/.//evil.example",
    "/%2e%2e//evil.example",
    "/meetings/../..//evil.example",
    "/api/v1/auth/logout",
    "/API/v1/auth/logout",
    "/_next/static/x",
    // Nothing, and too much
    "",
    null,
    undefined,
    `/${"a".repeat(5000)}`,
  ])("does not go to %j", (next) => {
    expect(safeNextPath(next)).toBe("/meetings");
  });

  it("is named by the page that asks to sign in", () => {
    expect(loginPath("/meetings/1?t=12.5")).toBe("/login?next=%2Fmeetings%2F1%3Ft%3D12.5");
    expect(loginPath("/meetings")).toBe("/login");
  });
});
