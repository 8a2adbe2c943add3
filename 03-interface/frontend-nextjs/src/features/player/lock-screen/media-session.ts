import type { Player } from "@/features/player/player";

const SKIP_SECONDS = 10;
/** Seconds by which the place may differ from where playing alone would have led: more, and somebody went there. */
const JUMP = 1;

/** The controls of a recording outside the page: the lock screen, the keyboard's and the headphones' keys. */
export type Controls = Pick<MediaSession, "setActionHandler" | "setPositionState"> & {
  metadata: MediaSession["metadata"];
  playbackState: MediaSession["playbackState"];
};

/** Have the controls show and move a player, until the returned function is called. */
export function controlFromOutside(controls: Controls, player: Player): () => void {
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player.play(),
    pause: () => player.pause(),
    seekbackward: ({ seekOffset }) => player.skip(-(seekOffset ?? SKIP_SECONDS)),
    seekforward: ({ seekOffset }) => player.skip(seekOffset ?? SKIP_SECONDS),
    seekto: ({ seekTime }) => seekTime !== undefined && player.seek(seekTime),
  };
  const names = Object.keys(handlers) as MediaSessionAction[];
  for (const name of names) handle(controls, name, handlers[name] ?? null);
  let told = { at: 0, time: -1, rate: 0, isPlaying: false, duration: 0 };
  const tell = () => {
    const { time, rate, isPlaying, audio } = player;
    const duration = audio?.duration ?? 0;
    if (!Number.isFinite(duration) || duration <= 0) return;
    const at = performance.now() / 1000;
    const expected = told.time + (told.isPlaying ? (at - told.at) * told.rate : 0);
    // The player tells of each frame; the controls count on by themselves.
    const isAsTold = told.rate === rate && told.isPlaying === isPlaying && told.duration === duration;
    if (isAsTold && Math.abs(time - expected) < JUMP) return;
    told = { at, time, rate, isPlaying, duration };
    controls.playbackState = isPlaying ? "playing" : "paused";
    controls.setPositionState({ duration, playbackRate: rate, position: Math.min(time, duration) });
  };
  const unsubscribe = player.subscribe(tell);
  tell();
  return () => {
    unsubscribe();
    for (const name of names) handle(controls, name, null);
    controls.metadata = null;
    controls.playbackState = "none";
  };
}

/** Set a handler, where the browser knows the action. */
function handle(
  controls: Controls,
  name: MediaSessionAction,
  handler: MediaSessionActionHandler | null,
): void {
  try {
    controls.setActionHandler(name, handler);
  } catch {
    // Browsers throw for actions of which they have no control.
  }
}
