import { describe, expect, it } from "vitest";
import { DATA_POLICY, pagePolicy } from "@/server/content-security-policy";

function directive(policy: string, name: string): string[] {
  const found = policy.split("; ").find((part) => part.startsWith(`${name} `));
  return found?.split(" ").slice(1) ?? [];
}

describe("pagePolicy", () => {
  it("runs scripts of this site and those with the nonce, and no others", () => {
    expect(directive(pagePolicy("abc"), "script-src")).toEqual(["'self'", "'nonce-abc'"]);
    expect(directive(pagePolicy("abc"), "script-src-attr")).toEqual(["'none'"]);
  });

  it("runs workers of this site alone", () => {
    expect(directive(pagePolicy("abc"), "worker-src")).toEqual(["'self'"]);
  });

  it("lets nobody frame a page or send its forms elsewhere", () => {
    expect(directive(pagePolicy("abc"), "frame-ancestors")).toEqual(["'none'"]);
    expect(directive(pagePolicy("abc"), "form-action")).toEqual(["'self'"]);
  });
});

describe("DATA_POLICY", () => {
  it("runs nothing", () => {
    expect(directive(DATA_POLICY, "default-src")).toEqual(["'none'"]);
  });
});
