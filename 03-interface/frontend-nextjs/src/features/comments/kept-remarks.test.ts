import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepChange, keepRemark, keptChange, keptRemark } from "@/features/comments/kept-remarks";
import { forgetSession } from "@/lib/api/session";

class MemoryStorage {
  private readonly items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  readonly key = (at: number) => [...this.items.keys()][at] ?? null;
  readonly getItem = (key: string) => this.items.get(key) ?? null;
  readonly setItem = (key: string, value: string) => void this.items.set(key, value);
  readonly removeItem = (key: string) => void this.items.delete(key);
}

const ONE = { userId: "ada", meetingId: "one" };
const REMARK = { anchor: { start: 1, end: 2, segments: [0] }, quote: "bonjour", text: "Pourquoi ?" };

beforeEach(() => {
  vi.stubGlobal("localStorage", new MemoryStorage());
  vi.stubGlobal("sessionStorage", new MemoryStorage());
});
afterEach(() => vi.unstubAllGlobals());

it("keeps what is written on each meeting and each comment until it is saved", () => {
  keepRemark(ONE, REMARK);
  keepChange("one", "7", "Autrement");
  expect(keptRemark(ONE)).toEqual(REMARK);
  expect(keptChange("one", "7")).toBe("Autrement");
  expect([keptRemark({ ...ONE, meetingId: "two" }), keptChange("one", "8"), keptChange("two", "7")]).toEqual([
    null,
    null,
    null,
  ]);
  keepRemark(ONE, null);
  keepChange("one", "7", null);
  expect([keptRemark(ONE), keptChange("one", "7")]).toEqual([null, null]);
});

it("leaves nothing of it behind after a sign-out", () => {
  keepRemark(ONE, REMARK);
  sessionStorage.setItem("other", "kept");
  forgetSession();
  expect(keptRemark(ONE)).toBeNull();
  expect(sessionStorage.getItem("other")).toBe("kept");
});

it("shows nobody what another user of the tab was writing", () => {
  keepRemark(ONE, REMARK);
  expect(keptRemark({ ...ONE, userId: "eve" })).toBeNull();
});

it("takes nothing that is not what it kept", () => {
  sessionStorage.setItem("scribe.private.remark.one.new.ada", "{broken");
  expect(keptRemark(ONE)).toBeNull();
});
