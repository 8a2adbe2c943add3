export type PlaybackAction = "toggle" | "back" | "forward" | "slower" | "faster" | "loop";
export type EditorAction =
  | PlaybackAction
  | "split"
  | "joinBefore"
  | "joinAfter"
  | "uncertain"
  | "uncertainBefore"
  | "next"
  | "previous"
  | "assign"
  | "undo"
  | "redo"
  | "save"
  | "discard";

type KeyRow = { action: Exclude<EditorAction, "joinAfter" | "undo" | "redo">; keys: readonly string[] };

/** The keys that work while a passage is corrected. */
const EDITOR_KEYS: readonly KeyRow[] = [
  { action: "toggle", keys: ["Ctrl space", "Alt K"] },
  { action: "back", keys: ["Alt J"] },
  { action: "forward", keys: ["Alt L"] },
  { action: "slower", keys: ["Alt ↓"] },
  { action: "faster", keys: ["Alt ↑"] },
  { action: "loop", keys: ["Alt R"] },
  { action: "uncertain", keys: ["Alt N"] },
  { action: "uncertainBefore", keys: ["Alt ⇧ N"] },
  { action: "next", keys: ["Alt ↵"] },
  { action: "previous", keys: ["Alt ⇧ ↵"] },
  { action: "assign", keys: ["Alt W"] },
  { action: "split", keys: ["↵"] },
  { action: "joinBefore", keys: ["⌫"] },
  { action: "save", keys: ["Ctrl ↵"] },
  { action: "discard", keys: ["Esc"] },
];

/** With Option, letters write signs on macOS; these with Control are free in its text fields and its browsers. */
const ON_MAC: Partial<Record<EditorAction, readonly string[]>> = {
  toggle: ["⌃ G"],
  back: ["⌃ J"],
  forward: ["⌃ U"],
  slower: ["⌥ ↓"],
  faster: ["⌥ ↑"],
  loop: ["⌃ R"],
  uncertain: ["⌃ M"],
  uncertainBefore: ["⌃ ⇧ M"],
  next: ["⌥ ↵"],
  previous: ["⌥ ⇧ ↵"],
  assign: ["⌃ W"],
  save: ["⌘ ↵"],
};

/** Return the keys that work while a passage is corrected, for the list of shortcuts. */
export const editorKeys = (isMac: boolean): readonly KeyRow[] =>
  isMac ? EDITOR_KEYS.map(({ action, keys }) => ({ action, keys: ON_MAC[action] ?? keys })) : EDITOR_KEYS;

const WITH_ALT: Record<string, EditorAction> = {
  k: "toggle",
  j: "back",
  l: "forward",
  arrowdown: "slower",
  arrowup: "faster",
  r: "loop",
  n: "uncertain",
  w: "assign",
  enter: "next",
};
const WITH_ALT_SHIFT: Record<string, EditorAction> = { n: "uncertainBefore", enter: "previous" };
const WITH_CONTROL_ON_MAC: Record<string, EditorAction> = {
  g: "toggle",
  j: "back",
  u: "forward",
  r: "loop",
  m: "uncertain",
  w: "assign",
};

/** Keys that write nothing with Option. */
const NAMED_WITH_ALT: ReadonlySet<string> = new Set(["arrowdown", "arrowup", "enter"]);

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;
/** The caret in the text, and what has been done to the text since it was opened. */
type Caret = { length: number; from: number; to: number; isChanged: boolean; isTouched: boolean };

/** Return what a key does in the text of a passage; null for keys that write. */
export function editorActionOf(
  pressed: Pressed,
  { length, from, to, isChanged, isTouched }: Caret,
  isMac = false,
): EditorAction | null {
  const { ctrlKey, metaKey, altKey, shiftKey } = pressed;
  const isCommand = ctrlKey || metaKey;
  const key = nameOf(pressed);
  if (altKey) {
    const isWriting = isCommand || (isMac && !NAMED_WITH_ALT.has(key));
    return isWriting ? null : ((shiftKey ? WITH_ALT_SHIFT : WITH_ALT)[key] ?? null);
  }
  if (isMac && ctrlKey && !metaKey && key in WITH_CONTROL_ON_MAC) {
    if (shiftKey) return key === "m" ? "uncertainBefore" : null;
    return WITH_CONTROL_ON_MAC[key] ?? null;
  }
  if (isCommand) {
    if (key === "enter") return "save";
    // What was typed here is the browser's to undo; where nothing is, the last edit.
    if (key === "z" && !shiftKey && !isChanged) return "undo";
    if ((key === "y" || (key === "z" && shiftKey)) && !isTouched) return "redo";
    // With Control, the space bar changes the keyboard on macOS.
    return key === " " && ctrlKey && !isMac ? "toggle" : null;
  }
  const isCaret = from === to;
  switch (key) {
    case "escape":
      return "discard";
    case "enter":
      return isCaret && from > 0 && to < length ? "split" : "save";
    case "backspace":
      return isCaret && from === 0 ? "joinBefore" : null;
    case "delete":
      return isCaret && to === length ? "joinAfter" : null;
    default:
      return null;
  }
}

/** Return the name of a key; where its letter is of another script, the one in its place on a Latin keyboard. */
function nameOf({ key, code, ctrlKey, altKey }: Pressed): string {
  const isForeign = (altKey || ctrlKey) && key.length === 1 && /[^\p{Script=Latin}\P{L}]/u.test(key);
  return (isForeign && code.startsWith("Key") ? code.slice(3) : key).toLowerCase();
}

const ONCE: ReadonlySet<EditorAction> = new Set(["split", "joinBefore", "joinAfter", "save", "discard"]);

/** Return whether an action is done once for a key that is held down: it would run on through the transcript. */
export const isDoneOnce = (action: EditorAction) => ONCE.has(action);
