import { describe, expect, it } from "vitest";
import { moved, sidewaysOf, turnedTo, zoomed } from "@/features/player/waveform/window/time-window";

const HOUR = 3600;
const whole = { from: 0, to: HOUR };

describe("zoomed", () => {
  it("keeps the time under the pointer where it is", () => {
    expect(zoomed(whole, HOUR, 2, 900)).toEqual({ from: 450, to: 2250 });
  });

  it("stays within the recording, and between a few seconds and all of it", () => {
    expect(zoomed({ from: 0, to: 100 }, HOUR, 0.5, 0)).toEqual({ from: 0, to: 200 });
    expect(zoomed({ from: 3500, to: 3600 }, HOUR, 1e9, 3600)).toEqual({ from: 3595, to: 3600 });
    expect(zoomed({ from: 10, to: 20 }, HOUR, 1e-9, 15)).toEqual(whole);
  });

  it("shows all of a recording that is shorter than the shortest window", () => {
    expect(zoomed({ from: 0, to: 0.5 }, 0.5, 8, 0.2)).toEqual({ from: 0, to: 0.5 });
    expect(zoomed({ from: 0, to: 0 }, 0, 2, 0)).toEqual({ from: 0, to: 0 });
  });
});

it("moved stops at both ends", () => {
  expect(moved({ from: 10, to: 20 }, 60, 15)).toEqual({ from: 25, to: 35 });
  expect(moved({ from: 10, to: 20 }, 60, -15)).toEqual({ from: 0, to: 10 });
  expect(moved({ from: 10, to: 20 }, 60, 99)).toEqual({ from: 50, to: 60 });
});

describe("turnedTo", () => {
  const shown = { from: 100, to: 200 };

  it("leaves the window alone while it shows the time", () => {
    expect(turnedTo(shown, HOUR, 150)).toBe(shown);
  });

  it("turns a page where the time has left it, in either direction", () => {
    expect(turnedTo(shown, HOUR, 201)).toEqual({ from: 191, to: 291 });
    expect(turnedTo(shown, HOUR, 50)).toEqual({ from: 40, to: 140 });
    expect(turnedTo(shown, HOUR, HOUR)).toEqual({ from: 3500, to: 3600 });
  });
});

it("tells a turn sideways from a page that scrolls", () => {
  expect(sidewaysOf({ deltaX: 30, deltaY: 4, shiftKey: false })).toBe(30);
  expect(sidewaysOf({ deltaX: 1, deltaY: 80, shiftKey: false })).toBe(0);
  expect(sidewaysOf({ deltaX: 0, deltaY: 80, shiftKey: true })).toBe(80);
});
