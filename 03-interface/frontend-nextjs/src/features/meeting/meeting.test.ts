import { describe, expect, it } from "vitest";
import { stepStates } from "@/features/meeting/progress/stages";
import { shortcutOf } from "@/features/meeting/shortcuts/shortcuts";

const statesOf = (...stage: Parameters<typeof stepStates>) => stepStates(...stage).map(({ state }) => state);

describe("stepStates", () => {
  it("follows the stages of a job", () => {
    expect(statesOf("queued", null)).toEqual(["ahead", "ahead", "ahead", "ahead", "ahead"]);
    expect(statesOf("processing", null)).toEqual(["current", "ahead", "ahead", "ahead", "ahead"]);
    expect(statesOf("processing", "convert")).toEqual(["current", "ahead", "ahead", "ahead", "ahead"]);
    expect(statesOf("processing", "transcribe")).toEqual(["done", "done", "done", "current", "ahead"]);
    expect(statesOf("completed", "cleanup")).toEqual(["done", "done", "done", "done", "done"]);
  });

  it("stops where a job ended before its time", () => {
    expect(statesOf("failed", "identify")).toEqual(["done", "done", "stopped", "ahead", "ahead"]);
    expect(statesOf("cancelled", "identify")).toEqual(["done", "done", "ahead", "ahead", "ahead"]);
  });
});

describe("shortcutOf", () => {
  const press = (
    key: string,
    held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
  ) => shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

  it("knows its keys", () => {
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

  it("leaves the browser's own alone", () => {
    expect(press("l", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
    expect(press("x")).toBeNull();
  });
});
