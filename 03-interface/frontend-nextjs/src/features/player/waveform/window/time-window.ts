/** The stretch of a recording that the waveform shows, in seconds. */
export type TimeWindow = { from: number; to: number };

/** Seconds that are shown at least, if the recording has as many. */
export const MIN_WINDOW_SECONDS = 5;
/** Where the place of playback stands after the window has turned a page, as a share of its length. */
const PAGE_MARGIN = 0.1;

/** Return a window of that length around its start, moved into the recording. */
function placed(from: number, length: number, duration: number): TimeWindow {
  const start = Math.max(0, Math.min(from, duration - length));
  return { from: start, to: start + length };
}

/** Return the window shortened by `factor`; `at` (seconds) stays where it is in it. */
export function zoomed({ from, to }: TimeWindow, duration: number, factor: number, at: number): TimeWindow {
  const shortest = Math.min(MIN_WINDOW_SECONDS, duration);
  const length = Math.max(shortest, Math.min((to - from) / factor, duration));
  return placed(at - shareOf({ from, to }, at) * length, length, duration);
}

/** Return the window moved by seconds, as far as the recording goes. */
export function moved({ from, to }: TimeWindow, duration: number, seconds: number): TimeWindow {
  return placed(from + seconds, to - from, duration);
}

/** Return the window that shows a time: the same one if it does, else one that begins shortly before. */
export function turnedTo(window: TimeWindow, duration: number, time: number): TimeWindow {
  if (shows(window, time)) return window;
  const length = window.to - window.from;
  return placed(time - PAGE_MARGIN * length, length, duration);
}

/** Return where a time stands in the window, as a share of its length: below 0 or above 1 outside. */
export function shareOf({ from, to }: TimeWindow, seconds: number): number {
  return (seconds - from) / (to - from || 1);
}

export function shows({ from, to }: TimeWindow, time: number): boolean {
  return time >= from && time <= to;
}

/** Return how far a wheel turns sideways: a finger that scrolls a page trembles a little. */
export function sidewaysOf(turn: Pick<WheelEvent, "deltaX" | "deltaY" | "shiftKey">): number {
  if (Math.abs(turn.deltaX) > Math.abs(turn.deltaY)) return turn.deltaX;
  return turn.shiftKey ? turn.deltaY : 0;
}
