import type { FocusEvent, KeyboardEvent } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { moveFocus, nextStop, noteFocus, notePress } from "@/features/transcript/block/roving";

/** A button of a passage as far as the arrows use it: Node has none. */
class Stop {
  offsetParent = {};
  focus = vi.fn();

  constructor(private readonly isShown: boolean) {}

  matches(selector: string) {
    return selector === ":focus-visible" ? this.isShown : true;
  }
}

beforeEach(() => void vi.stubGlobal("HTMLElement", Stop));
afterEach(() => void vi.unstubAllGlobals());

const focus = (target: Stop) => noteFocus({ target } as unknown as FocusEvent<HTMLElement>);

/** Press the right arrow on the first of two stops; return whether the focus went on and the player heard nothing. */
function moves(first: Stop): boolean {
  const second = new Stop(true);
  const event = {
    key: "ArrowRight",
    target: first,
    currentTarget: { querySelectorAll: () => [first, second] },
    preventDefault: vi.fn(),
    stopPropagation: vi.fn(),
  };
  moveFocus(event as unknown as KeyboardEvent<HTMLElement>);
  return second.focus.mock.calls.length === 1 && event.stopPropagation.mock.calls.length === 1;
}

it("moves from a stop that was reached by keyboard", () => {
  const stop = new Stop(true);
  focus(stop);
  expect(moves(stop)).toBe(true);
});

it("leaves the arrows to the player after a click", () => {
  const clicked = new Stop(false);
  focus(clicked);
  expect(moves(clicked)).toBe(false);
  const reached = new Stop(true);
  focus(reached);
  notePress();
  expect(moves(reached)).toBe(false);
});

it("leads to the next and the one before, around the ends", () => {
  expect([0, 1, 2].map((at) => nextStop("ArrowRight", at, 3))).toEqual([1, 2, 0]);
  expect([0, 1, 2].map((at) => nextStop("ArrowLeft", at, 3))).toEqual([2, 0, 1]);
  expect([nextStop("Home", 2, 3), nextStop("End", 0, 3)]).toEqual([0, 2]);
});

it("leaves other keys alone", () => {
  expect(["Enter", " ", "ArrowDown", "a"].map((key) => nextStop(key, 0, 3))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
