/** Marks elements that may take the focus without ending a correction: those of the player. */
export const KEEPS_EDITOR = "[data-keeps-editor]";

/** Marks the field of a correction. */
const OPEN_FIELD = "[data-open-field]";

/** Return the focus to the text that somebody is correcting when a menu closes; elsewhere the menu decides. */
export function returnToField(event: Event): void {
  const field = document.querySelector<HTMLElement>(OPEN_FIELD);
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
}
