import { describe, expect, it } from "vitest";
import { shortcutOf, shortcutsFor } from "@/features/meeting/shortcuts/shortcuts";

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

describe("shortcutsFor", () => {
  it("names no key that does nothing for who may only read", () => {
    const actions = (canEdit: boolean) => shortcutsFor(canEdit).map(({ action }) => action);
    const editing = ["edit", "uncertain", "comment", "undo", "redo"];
    expect(actions(true)).toEqual(expect.arrayContaining(editing));
    expect(actions(false)).toEqual(actions(true).filter((action) => !editing.includes(action)));
  });
});
