import { expect, it } from "vitest";
import { reachOf, scopeOf } from "@/features/asking/scope";

const NOW = new Date(2026, 10, 27, 9);
const ANY = { speaker: null, owner: null, tags: [], period: null, from: null, to: null };

it("asks everything without a filter", () => {
  expect(scopeOf(ANY, NOW)).toEqual({ q: "", tags: [] });
});

it("asks the meetings of a person in a range of days, both included", () => {
  expect(
    scopeOf({ ...ANY, speaker: "Ana", owner: "me", tags: ["7"], from: "2026-11-02", to: "2026-11-03" }, NOW),
  ).toEqual({
    q: "",
    tags: ["7"],
    speaker: "Ana",
    owner: "me",
    since: new Date(2026, 10, 2).toISOString(),
    before: new Date(2026, 10, 4).toISOString(),
  });
});

it("tells one meeting and some of them from all", () => {
  const all = scopeOf(ANY, NOW);
  expect(reachOf(all)).toBe("all");
  expect(reachOf({ ...all, meeting_id: "7" })).toBe("meeting");
  expect(
    [{ speaker: "Ana" }, { tags: ["7"] }, { q: "budget" }].map((one) => reachOf({ ...all, ...one })),
  ).toEqual(["some", "some", "some"]);
});
