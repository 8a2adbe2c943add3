import { beforeEach, expect, it, vi } from "vitest";
import { FollowedMeetings } from "@/features/upload/following/followed";

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
});

function reloaded(): FollowedMeetings {
  const followed = new FollowedMeetings();
  followed.load();
  return followed;
}

it("follows meetings over a reload, each once, until they are removed", () => {
  const followed = new FollowedMeetings();
  followed.add({ id: "a", title: "One" });
  followed.add({ id: "b", title: "Two" });
  followed.add({ id: "a", title: "One again" });
  expect(reloaded().snapshot()).toEqual([
    { id: "b", title: "Two" },
    { id: "a", title: "One again" },
  ]);
  followed.remove(["b", "unknown"]);
  expect(reloaded().snapshot()).toEqual([{ id: "a", title: "One again" }]);
});

it("ignores what it cannot read", () => {
  stored.set("scribe.followed", "{");
  expect(reloaded().snapshot()).toEqual([]);
  stored.set("scribe.followed", '[null, {"id": 3}, {"id": "a", "title": "One"}]');
  expect(reloaded().snapshot()).toEqual([{ id: "a", title: "One" }]);
});

it("forgets the oldest of very many", () => {
  const followed = new FollowedMeetings();
  for (let number = 0; number < 25; number += 1) followed.add({ id: String(number), title: "" });
  expect(followed.snapshot()[0]?.id).toBe("5");
});
