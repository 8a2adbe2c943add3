import { describe, expect, it } from "vitest";
import { offerOf } from "@/features/editing/notices/offer";
import type { Revision } from "@/lib/api/client";

const revision = (number: number, attempt: number, deed: Partial<Revision["deed"]>) =>
  ({ number, attempt, author: null, created_at: "", deed: { kind: "edit", ...deed } }) as Revision;

describe("offerOf", () => {
  it("offers the edited version under a new transcript", () => {
    const revisions = [revision(2, 2, { kind: "process", revision: 1 }), revision(1, 1, {})];
    expect(offerOf(revisions, 2, 2)).toEqual({ kind: "restore", revision: 1 });
  });

  it("offers the new transcript under edits of an earlier one", () => {
    expect(offerOf([revision(3, 1, { kind: "restore", revision: 1 })], 3, 2)).toEqual({ kind: "adopt" });
  });

  it("offers nothing where nobody had edited, or has gone on with the new transcript", () => {
    expect(offerOf([revision(1, 2, { kind: "process", revision: 0 })], 1, 2)).toBeNull();
    expect(offerOf([revision(3, 2, {}), revision(2, 2, { kind: "process", revision: 1 })], 3, 2)).toBeNull();
    expect(offerOf([], 0, 1)).toBeNull();
  });
});
