import { describe, expect, it } from "vitest";
import { editorActionOf, isDoneOnce } from "@/features/editing/draft/editor-keys";

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const UNCHANGED = { isChanged: false, isTouched: false };
const AT_START = { ...UNCHANGED, length: 10, from: 0, to: 0 };
const INSIDE = { ...UNCHANGED, length: 10, from: 4, to: 4 };
const AT_END = { ...UNCHANGED, length: 10, from: 10, to: 10 };
const CHOSEN = { ...UNCHANGED, length: 10, from: 0, to: 4 };

describe("in the text of a passage", () => {
  it("Enter splits inside and saves at both ends", () => {
    expect([AT_START, INSIDE, AT_END, CHOSEN].map((caret) => editorActionOf(press("Enter"), caret))).toEqual([
      "save",
      "split",
      "save",
      "save",
    ]);
    expect(editorActionOf(press("Enter", { ctrlKey: true }), INSIDE)).toBe("save");
    expect(editorActionOf(press("Enter", { altKey: true }), INSIDE)).toBe("next");
    expect(editorActionOf(press("Enter", { altKey: true, shiftKey: true }), INSIDE)).toBe("previous");
  });

  it("Backspace joins at the start only, and never takes a selection with it", () => {
    expect(editorActionOf(press("Backspace"), AT_START)).toBe("joinBefore");
    expect(editorActionOf(press("Backspace"), INSIDE)).toBeNull();
    expect(editorActionOf(press("Backspace"), CHOSEN)).toBeNull();
    expect(editorActionOf(press("Delete"), AT_END)).toBe("joinAfter");
    expect(editorActionOf(press("Delete"), INSIDE)).toBeNull();
  });

  it("letters write, whatever they do outside", () => {
    for (const key of ["k", "j", "l", "e", "n", " ", "?", "/", "<", ">"])
      expect(editorActionOf(press(key), INSIDE)).toBeNull();
  });

  it("the sound is worked without leaving the text", () => {
    expect(editorActionOf(press(" ", { ctrlKey: true }), INSIDE)).toBe("toggle");
    const heard = ["k", "j", "l", "r", "n", "w", "ArrowDown", "ArrowUp"].map((key) =>
      editorActionOf(press(key, { altKey: true }), INSIDE),
    );
    expect(heard).toEqual(["toggle", "back", "forward", "loop", "uncertain", "assign", "slower", "faster"]);
  });

  it("Option on a Mac writes signs, and means the letter", () => {
    expect(editorActionOf(press("∆", { altKey: true, code: "KeyJ" }), INSIDE)).toBe("back");
  });

  it("a key that is held down does not run over passages", () => {
    expect((["split", "joinBefore", "joinAfter", "save"] as const).map(isDoneOnce)).not.toContain(false);
    expect((["forward", "next", "uncertain", "undo"] as const).map(isDoneOnce)).not.toContain(true);
  });

  it("undo means the last edit where nothing was typed, and redo where nothing ever was", () => {
    const undo = press("z", { ctrlKey: true });
    const redo = press("Z", { metaKey: true, shiftKey: true });
    expect(editorActionOf(undo, INSIDE)).toBe("undo");
    expect(editorActionOf(redo, INSIDE)).toBe("redo");
    expect(editorActionOf(press("y", { ctrlKey: true }), INSIDE)).toBe("redo");
    expect(editorActionOf(undo, { ...INSIDE, isTouched: true })).toBe("undo");
    expect(editorActionOf(redo, { ...INSIDE, isTouched: true })).toBeNull();
    expect(editorActionOf(undo, { ...INSIDE, isTouched: true, isChanged: true })).toBeNull();
  });

  it("AltGr writes what it writes", () => {
    expect(editorActionOf(press("n", { altKey: true, ctrlKey: true }), INSIDE)).toBeNull();
  });
});
