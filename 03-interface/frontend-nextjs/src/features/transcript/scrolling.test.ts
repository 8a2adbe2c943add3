import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keyScrolls, touchScrolls, wheelScrolls } from "@/features/transcript/scrolling";

/** An element as far as keys ask it: Node has none. */
class Target {
  constructor(private readonly kind: "slider" | "field" | "page") {}

  matches() {
    return this.kind === "slider";
  }

  closest() {
    return this.kind === "page" ? null : this;
  }
}

beforeEach(() => void vi.stubGlobal("Element", Target));
afterEach(() => void vi.unstubAllGlobals());

it.each([
  ["a turn down", { deltaY: 100 }, true],
  ["a zoom of the page", { deltaY: 100, ctrlKey: true }, false],
  ["a zoom of the waveform", { deltaY: 100, defaultPrevented: true }, false],
  ["a move sideways", { deltaX: 100, deltaY: 10 }, false],
])("tells by the wheel: %s", (_, event, scrolls) => {
  const still = { defaultPrevented: false, ctrlKey: false, deltaX: 0 };
  expect(wheelScrolls({ ...still, ...event } as WheelEvent)).toBe(scrolls);
});

it("tells by the finger: up or down, and alone", () => {
  const from = { clientX: 100, clientY: 100 };
  const [down, along] = [
    { clientX: 104, clientY: 60 },
    { clientX: 160, clientY: 104 },
  ];
  expect(touchScrolls(from, [down])).toBe(true);
  expect(touchScrolls(from, [along])).toBe(false);
  expect(touchScrolls(from, [down, along])).toBe(false);
  expect(touchScrolls(undefined, [down])).toBe(false);
});

it.each([
  ["PageDown", "page", true],
  ["ArrowDown", "page", true],
  ["ArrowDown", "field", false],
  ["PageDown", "field", true],
  ["PageDown", "slider", false],
  ["Home", "slider", false],
  ["k", "page", false],
] as const)("tells by the key %s on a %s", (key, kind, scrolls) => {
  const event = { key, defaultPrevented: false, target: new Target(kind) };
  expect(keyScrolls(event as unknown as KeyboardEvent)).toBe(scrolls);
});
