import { describe, expect, it } from "vitest";
import { shortcutOf } from "@/features/meeting/shortcuts/shortcuts";

describe("shortcutOf", () => {
  const press = (
    key: string,
    held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
  ) => shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

  it("maps keys to actions", () => {
    expect([" ", "K", "ArrowLeft", "?", "/"].map((key) => press(key))).toEqual([
      "toggle",
      "toggle",
      "back",
      "help",
      "find",
    ]);
    expect(press("f", { metaKey: true })).toBe("find");
    expect(press("e")).toBe("edit");
    expect(press("z", { ctrlKey: true })).toBe("undo");
    expect(press("Z", { metaKey: true, shiftKey: true })).toBe("redo");
  });

  it("ignores the browser's own shortcuts", () => {
    expect(press("l", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
    expect(press("x")).toBeNull();
  });
});
