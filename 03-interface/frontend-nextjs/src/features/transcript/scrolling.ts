/** Where a finger is, in pixels. */
export type Place = Pick<Touch, "clientX" | "clientY">;

const PAGE_KEYS = new Set(["PageUp", "PageDown"]);
const LINE_KEYS = new Set(["Home", "End", "ArrowUp", "ArrowDown"]);
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=tablist]";

/** Return whether the wheel scrolls the page: the waveform takes what zooms and moves it, the browser what zooms. */
export function wheelScrolls({ defaultPrevented, ctrlKey, deltaX, deltaY }: WheelEvent): boolean {
  return !defaultPrevented && !ctrlKey && Math.abs(deltaY) >= Math.abs(deltaX);
}

/** Return whether one finger moves up or down; sideways it goes along the waveform, and two zoom. */
export function touchScrolls(from: Place | undefined, touches: readonly Place[]): boolean {
  const [to] = touches;
  if (!from || !to || touches.length > 1) return false;
  return Math.abs(to.clientY - from.clientY) > Math.abs(to.clientX - from.clientX);
}

/** Return whether a key scrolls the page, and does not move within a field, a slider or a menu. */
export function keyScrolls({ key, defaultPrevented, target }: KeyboardEvent): boolean {
  if (defaultPrevented) return false;
  if (!PAGE_KEYS.has(key) && !LINE_KEYS.has(key)) return false;
  const element = target instanceof Element ? target : null;
  if (element?.matches("input[type=range]")) return false;
  return PAGE_KEYS.has(key) || !element?.closest(FIELDS);
}
