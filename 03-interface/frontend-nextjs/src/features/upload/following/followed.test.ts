import { beforeEach, expect, it, vi } from "vitest";
import { FollowedMeetings } from "@/features/upload/following/followed";
import { forgetSession } from "@/lib/api/session";

const KEY = "scribe.private.followed.camille";

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("sessionStorage", { length: 0 });
  vi.stubGlobal("localStorage", {
    get length() {
      return stored.size;
    },
    key: (at: number) => [...stored.keys()][at] ?? null,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  vi.stubGlobal("window", new EventTarget());
});

function opened(userId = "camille"): FollowedMeetings {
  const followed = new FollowedMeetings(userId);
  followed.listen();
  return followed;
}

const idsOf = (followed: FollowedMeetings) => followed.snapshot().map(({ id }) => id);

it("follows meetings over a reload, each once, until they are removed", () => {
  const followed = opened();
  for (const id of ["a", "b", "a"]) followed.add(id);
  expect(idsOf(opened())).toEqual(["b", "a"]);
  followed.remove(["b", "unknown"]);
  expect(idsOf(opened())).toEqual(["a"]);
});

it("keeps what other tabs follow, and hears of it", () => {
  const [one, other] = [opened(), opened()];
  one.add("a");
  other.add("b");
  one.add("c");
  other.remove(["a"]);
  expect(idsOf(opened())).toEqual(["b", "c"]);
  window.dispatchEvent(Object.assign(new Event("storage"), { key: KEY }));
  expect(idsOf(one)).toEqual(["b", "c"]);
});

it("announces each end once, over reloads and tabs", () => {
  const [one, other] = [opened(), opened()];
  one.add("a");
  expect(one.tell("a")).toBe(true);
  expect(other.tell("a")).toBe(false);
  expect(opened().tell("a")).toBe(false);
  expect(opened().tell("unknown")).toBe(false);
  one.add("a");
  expect(other.tell("a")).toBe(true);
});

it("is nobody else's, and gone with the session", () => {
  opened().add("a");
  expect(idsOf(opened("noe"))).toEqual([]);
  stored.set("scribe.speed", "1.5");
  forgetSession();
  expect([...stored.keys()]).toEqual(["scribe.speed"]);
  expect(idsOf(opened())).toEqual([]);
});

it("ignores what it cannot read, and drops the titles of former versions", () => {
  stored.set("scribe.followed", '[{"id": "a", "title": "Secret"}]');
  stored.set(KEY, "{");
  expect(idsOf(opened())).toEqual([]);
  expect(stored.has("scribe.followed")).toBe(false);
  stored.set(KEY, '[null, {"id": 3}, {"id": "a", "title": "One"}, {"id": "b", "isTold": true}]');
  expect(idsOf(opened())).toEqual(["b"]);
});

it("forgets the oldest of very many", () => {
  const followed = opened();
  for (let number = 0; number < 25; number += 1) followed.add(String(number));
  expect(idsOf(followed)[0]).toBe("5");
});
