import type { FocusEvent, KeyboardEvent } from "react";

/** Marks what can be focused by arrows within a paragraph, and the way into it by Tab. */
const STOPS = "[data-stop]";

/** The stop that was reached by keyboard, or by its arrows. */
let reached: Element | null = null;

/** Remember whether the focus came by keyboard. A click leaves the arrows to the player. */
export function noteFocus({ target }: FocusEvent<HTMLElement>): void {
  // Asked at once: browsers show a focus that came by mouse as soon as any key is pressed.
  reached = target.matches(":focus-visible") ? target : null;
}

/** Leave the arrows to the player after a press of the mouse or a finger. */
export function notePress(): void {
  reached = null;
}

/** Return where a key leads among `count` stops, from `at`; null if it is none of the arrows. */
export function nextStop(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/**
 * Move the focus by arrows: left and right among the buttons of a paragraph, up and down from one paragraph to
 * another, once the keyboard has led to one of them. Tab has one stop in each.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget: block, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!(target instanceof HTMLElement) || target !== reached || !target.matches(STOPS)) return;
  const stops = stopsOf(block);
  const next = nextStop(key, stops.indexOf(target), stops.length);
  const wanted = next === null ? stopsOf(neighbour(block, key))[0] : stops[next];
  if (!wanted) return;
  // The arrows are keys of the player and of the page otherwise.
  event.preventDefault();
  event.stopPropagation();
  wanted.focus();
}

function neighbour(block: HTMLElement, key: string): Element | null {
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  const index = Number(block.dataset.block) + step;
  return step === 0 ? null : document.querySelector(`[data-block="${index}"]`);
}

/** Return the stops that are shown: a phone shows others than a wide screen. */
function stopsOf(block: Element | null): HTMLElement[] {
  return [...(block?.querySelectorAll<HTMLElement>(STOPS) ?? [])].filter(
    (stop) => stop.offsetParent !== null,
  );
}
