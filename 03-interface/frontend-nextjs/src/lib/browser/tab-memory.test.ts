import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepInTab, keptInTab } from "@/lib/browser/tab-memory";

let items: Map<string, string>;

beforeEach(() => {
  items = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("keeps a value until it is forgotten", () => {
  expect(keptInTab("steps")).toBeNull();
  keepInTab("steps", [{ id: 1 }]);
  expect(keptInTab("steps")).toEqual([{ id: 1 }]);
  keepInTab("steps", null);
  expect(items.size).toBe(0);
});

it("finds nothing in what it cannot read, or where a page has no storage", () => {
  items.set("steps", "{broken");
  expect(keptInTab("steps")).toBeNull();
  vi.stubGlobal("sessionStorage", undefined);
  expect(keptInTab("steps")).toBeNull();
});
