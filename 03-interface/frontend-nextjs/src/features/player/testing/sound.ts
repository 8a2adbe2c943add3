import { afterEach, beforeEach, vi } from "vitest";
import { Player } from "@/features/player/player";

/** An audio element as far as the player uses it: Node has none. */
class Sound extends EventTarget {
  currentTime = 0;
  paused = true;
  duration = 60;
  seeking = false;
  error = null;
  defaultPlaybackRate = 1;
  playbackRate = 1;

  play() {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
    return Promise.resolve();
  }

  pause() {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }

  /** Come to a second by playing. */
  reach(seconds: number) {
    this.currentTime = seconds;
    this.dispatchEvent(new Event("timeupdate"));
  }
}

/** Give the tests of a file what else of a browser the player uses. */
export function stubBrowser() {
  beforeEach(() => {
    vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
    vi.stubGlobal("requestAnimationFrame", () => 0);
    vi.stubGlobal("cancelAnimationFrame", () => undefined);
  });
  afterEach(() => void vi.unstubAllGlobals());
}

/** Return a player and the element that it plays. */
export function attached() {
  const player = new Player();
  const sound = new Sound();
  player.attach(sound as unknown as HTMLAudioElement);
  return { player, sound };
}
