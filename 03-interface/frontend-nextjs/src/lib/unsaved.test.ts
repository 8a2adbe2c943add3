import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hasUnsavedWork } from "@/lib/unsaved";

beforeEach(() => vi.stubGlobal("window", new EventTarget()));
afterEach(() => vi.unstubAllGlobals());

it("asks whatever would object to the end of the page", () => {
  expect(hasUnsavedWork()).toBe(false);
  let isUnsaved = true;
  window.addEventListener("beforeunload", (event) => isUnsaved && event.preventDefault());
  expect(hasUnsavedWork()).toBe(true);
  isUnsaved = false;
  expect(hasUnsavedWork()).toBe(false);
});
