export const SHORTCUTS = [
  { action: "toggle", keys: ["space", "K"] },
  { action: "back", keys: ["←", "J"] },
  { action: "forward", keys: ["→", "L"] },
  { action: "slower", keys: ["<"] },
  { action: "faster", keys: [">"] },
  { action: "find", keys: ["/", "Ctrl F"] },
  { action: "help", keys: ["?"] },
] as const;

export type ShortcutAction = (typeof SHORTCUTS)[number]["action"];

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
  "?": "help",
};

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

export function shortcutOf({ key, ctrlKey, metaKey, altKey }: Pressed): ShortcutAction | null {
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === "f") return "find";
  if (ctrlKey || metaKey || altKey) return null;
  return ACTIONS[key] ?? ACTIONS[key.toLowerCase()] ?? null;
}
