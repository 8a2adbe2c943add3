import { expect, it } from "vitest";
import { controlFromOutside, type Controls } from "@/features/player/lock-screen/media-session";
import { attached, stubBrowser } from "@/features/player/testing/sound";

class LockScreen implements Controls {
  metadata = null;
  playbackState: MediaSessionPlaybackState = "none";
  readonly handlers = new Map<string, MediaSessionActionHandler>();
  readonly positions: (MediaPositionState | undefined)[] = [];

  setActionHandler(action: MediaSessionAction, handler: MediaSessionActionHandler | null) {
    if (action === "seekto" && this.isOld) throw new TypeError("unknown action");
    if (handler) this.handlers.set(action, handler);
    else this.handlers.delete(action);
  }

  setPositionState(state?: MediaPositionState) {
    this.positions.push(state);
  }

  press(action: MediaSessionAction, details: Partial<MediaSessionActionDetails> = {}) {
    this.handlers.get(action)?.({ action, ...details });
  }

  constructor(private readonly isOld = false) {}
}

stubBrowser();

function locked(isOld = false) {
  const { player, sound } = attached();
  const screen = new LockScreen(isOld);
  return { player, sound, screen, end: controlFromOutside(screen, player) };
}

it("plays, pauses and seeks from the lock screen", () => {
  const { sound, screen } = locked();
  screen.press("play");
  expect([sound.paused, screen.playbackState]).toEqual([false, "playing"]);
  screen.press("seekto", { seekTime: 30 });
  screen.press("seekforward");
  screen.press("seekbackward", { seekOffset: 5 });
  expect(sound.currentTime).toBe(35);
  expect(screen.positions.at(-1)).toEqual({ duration: 60, playbackRate: 1, position: 35 });
  screen.press("pause");
  expect([sound.paused, screen.playbackState]).toEqual([true, "paused"]);
});

it("tells of the place only when it is not where playing leads", () => {
  const { player, sound, screen } = locked();
  player.play();
  const told = screen.positions.length;
  for (let frame = 0; frame < 10; frame += 1) sound.dispatchEvent(new Event("timeupdate"));
  expect(screen.positions).toHaveLength(told);
  sound.playbackRate = 2;
  sound.dispatchEvent(new Event("ratechange"));
  expect(screen.positions.at(-1)).toMatchObject({ playbackRate: 2 });
});

it("leaves the lock screen with the page, and does without what a browser does not know", () => {
  const { screen, end } = locked(true);
  expect([...screen.handlers.keys()]).toEqual(["play", "pause", "seekbackward", "seekforward"]);
  end();
  expect([screen.handlers.size, screen.playbackState]).toEqual([0, "none"]);
});
