import { describe, expect, it } from "vitest";
import { authorsSince } from "@/features/editing/revisions/authors";
import type { Revision } from "@/lib/api/client";

const revision = (number: number, author: string | null) =>
  ({
    number,
    attempt: 1,
    author: author && { id: author, name: "" },
    created_at: "",
    deed: { kind: "edit" },
  }) as Revision;

describe("authorsSince", () => {
  it("tells one's own changes from those of others, by the newer revisions alone", () => {
    expect(authorsSince(1, [revision(3, "me"), revision(2, "me"), revision(1, "other")], "me")).toBe("own");
    expect(authorsSince(0, [revision(2, "me"), revision(1, "other")], "me")).toBe("others");
  });

  it("tells neither of a machine, of a deleted account, or where no revision is known", () => {
    expect(authorsSince(0, [revision(2, null), revision(1, "me")], "me")).toBe("nobody");
    expect(authorsSince(2, [revision(2, "other")], "me")).toBe("nobody");
  });
});
