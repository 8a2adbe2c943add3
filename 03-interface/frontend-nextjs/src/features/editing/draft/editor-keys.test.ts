import { describe, expect, it } from "vitest";
import { editorActionOf, editorKeys, isDoneOnce } from "@/features/editing/draft/editor-keys";

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

  it("a keyboard of another script works by its places", () => {
    expect(editorActionOf(press("о", { altKey: true, code: "KeyJ" }), INSIDE)).toBe("back");
    // On AZERTY the place of Z has a W, and the letter counts.
    expect(editorActionOf(press("w", { altKey: true, code: "KeyZ" }), INSIDE)).toBe("assign");
  });

  it("Option writes on a Mac, and Control commands", () => {
    const onMac = (key: string, held: Partial<KeyboardEvent>) =>
      editorActionOf(press(key, held), INSIDE, true);
    const written = [
      ["Dead", "KeyN"],
      ["@", "KeyL"],
      ["ł", "KeyL"],
      ["ń", "KeyN"],
      ["∆", "KeyJ"],
      ["w", "KeyZ"],
    ] as const;
    for (const [key, code] of written) expect(onMac(key, { altKey: true, code })).toBeNull();
    const heard = ["g", "j", "u", "r", "m", "w"].map((key) => onMac(key, { ctrlKey: true }));
    expect(heard).toEqual(["toggle", "back", "forward", "loop", "uncertain", "assign"]);
    expect(onMac("M", { ctrlKey: true, shiftKey: true })).toBe("uncertainBefore");
    expect(onMac("Enter", { altKey: true })).toBe("next");
    expect(onMac("ArrowDown", { altKey: true })).toBe("slower");
    expect(onMac("Enter", { metaKey: true })).toBe("save");
    // Those of the system: the end of the line, the line below, the keyboard.
    for (const key of ["a", "e", "k", "n", "l", " "]) expect(onMac(key, { ctrlKey: true })).toBeNull();
    expect(editorActionOf(press("m", { ctrlKey: true }), INSIDE)).toBeNull();
  });

  it("the list names the keys of the machine", () => {
    const listed = (isMac: boolean) => editorKeys(isMac).find(({ action }) => action === "assign")?.keys;
    expect([listed(false), listed(true)]).toEqual([["Alt W"], ["⌃ W"]]);
    expect(
      editorKeys(true)
        .flatMap(({ keys }) => keys)
        .join(" "),
    ).not.toMatch(/Alt|Ctrl/);
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
