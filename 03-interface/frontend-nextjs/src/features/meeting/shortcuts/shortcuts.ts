const SHORTCUTS = [
  { action: "toggle", keys: ["space", "K"] },
  { action: "back", keys: ["←", "J"] },
  { action: "forward", keys: ["→", "L"] },
  { action: "slower", keys: ["<"] },
  { action: "faster", keys: [">"] },
  { action: "find", keys: ["/", "Ctrl F"] },
  { action: "edit", keys: ["E"] },
  { action: "uncertain", keys: ["N"] },
  { action: "previousOfPerson", keys: [","] },
  { action: "nextOfPerson", keys: ["."] },
  { action: "comment", keys: ["C"] },
  { action: "undo", keys: ["Ctrl Z"] },
  { action: "redo", keys: ["Ctrl ⇧ Z"] },
  { action: "help", keys: ["?"] },
] as const;

/** What arrows do on the buttons of a passage, once Tab has led there. */
export const PASSAGE_KEYS = [
  { action: "buttons", keys: ["←", "→"] },
  { action: "passages", keys: ["↑", "↓"] },
] as const;

export type ShortcutAction = (typeof SHORTCUTS)[number]["action"];

/** What only those can do who may edit. */
const EDITING: ReadonlySet<ShortcutAction> = new Set(["edit", "uncertain", "comment", "undo", "redo"]);

/** Return the shortcuts that do something for who may edit, or for who may only read. */
export const shortcutsFor = (canEdit: boolean) =>
  SHORTCUTS.filter(({ action }) => canEdit || !EDITING.has(action));

const ACTIONS: Record<string, ShortcutAction> = {
  " ": "toggle",
  k: "toggle",
  ArrowLeft: "back",
  j: "back",
  ArrowRight: "forward",
  l: "forward",
  "<": "slower",
  ">": "faster",
  "/": "find",
  e: "edit",
  n: "uncertain",
  c: "comment",
  ",": "previousOfPerson",
  ".": "nextOfPerson",
  "?": "help",
};

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const WITH_CONTROL: Record<string, ShortcutAction> = { f: "find", z: "undo", y: "redo" };

/** Return whether a field handles the keys of this action itself. */
export const isTypingAction = (action: ShortcutAction) => action === "undo" || action === "redo";

/** Return whether a key is a single letter or sign, which can be turned off (WCAG 2.1.4). */
export const isSingleKey = ({ key, ctrlKey, metaKey }: Pick<Pressed, "key" | "ctrlKey" | "metaKey">) =>
  !ctrlKey && !metaKey && key.length === 1 && key !== " ";

export function shortcutOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): ShortcutAction | null {
  if ((ctrlKey || metaKey) && !altKey) {
    const action = WITH_CONTROL[key.toLowerCase()] ?? null;
    return action === "undo" && shiftKey ? "redo" : action;
  }
  if (ctrlKey || metaKey || altKey) return null;
  return ACTIONS[key] ?? ACTIONS[key.toLowerCase()] ?? null;
}
