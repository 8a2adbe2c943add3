import { expect, it, vi } from "vitest";
import { placeIn, skipIn } from "@/features/player/player";
import { attached, stubBrowser } from "@/features/player/testing/sound";

const STRETCHES = [
  { start: 2, end: 4 },
  { start: 10, end: 12 },
];
const ANNA = { speaker: "anna", stretches: STRETCHES };

stubBrowser();

it("goes on where a stretch is under way, and skips to the next", () => {
  expect(placeIn(STRETCHES, 0)).toBe(2);
  expect(placeIn(STRETCHES, 3)).toBe(3);
  expect(placeIn(STRETCHES, 4)).toBe(10);
  expect(placeIn(STRETCHES, 7)).toBe(10);
  expect(placeIn(STRETCHES, 11)).toBe(11);
});

it("has nothing after the last", () => {
  expect(placeIn(STRETCHES, 12)).toBeNull();
  expect(placeIn([], 0)).toBeNull();
});

it.each([
  [3, 2, 11],
  [11, -2, 3],
  [7, -1, 3],
  [3, -10, 2],
  [11, 10, 12],
])("skips from %d by %d seconds of what is heard to %d", (from, by, to) => {
  expect(skipIn(STRETCHES, from, by)).toBe(to);
});

it("stops after the last stretch, and begins with the first again", () => {
  const { player, sound } = attached();
  player.playOnly(ANNA);
  sound.reach(4);
  expect(sound.currentTime).toBe(10);
  sound.reach(12);
  expect(sound.paused).toBe(true);
  player.play();
  expect([sound.paused, sound.currentTime]).toEqual([false, 2]);
});

it("begins again when a key of the keyboard starts the element", () => {
  const { player, sound } = attached();
  player.playOnly(ANNA);
  sound.reach(12);
  void sound.play();
  expect([sound.paused, sound.currentTime]).toEqual([false, 2]);
});

it("plays everybody when nothing of the person is left", () => {
  const { player, sound } = attached();
  player.playOnly(ANNA);
  player.keepTo({ speaker: "anna", stretches: [] });
  sound.reach(30);
  expect([player.only, sound.paused, sound.currentTime]).toEqual([null, false, 30]);
  player.pause();
  player.playOnly({ speaker: "anna", stretches: [] });
  expect(player.only).toBeNull();
});

it("plays everybody after a seek outside the person's stretches, and only then", () => {
  const { player, sound } = attached();
  const heard = vi.fn();
  player.subscribe(heard);
  player.playOnly(ANNA);
  player.seek(11);
  expect(player.only).toBe(ANNA);
  player.skip(-2);
  expect([player.only, sound.currentTime]).toEqual([ANNA, 3]);
  heard.mockClear();
  player.seek(7);
  expect([player.only, sound.currentTime]).toEqual([null, 7]);
  expect(heard).toHaveBeenCalled();
});

it("plays everybody in a loop of somebody else's passage", () => {
  const { player } = attached();
  player.playOnly(ANNA);
  player.repeat({ start: 10, end: 12 });
  expect(player.only).toBe(ANNA);
  player.repeat({ start: 6, end: 8 });
  expect(player.only).toBeNull();
});
