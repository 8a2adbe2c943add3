import { expect, it } from "vitest";
import { isChunkError } from "./chunk-error";

it("tells parts that could not be loaded from other faults", () => {
  const named = Object.assign(new Error("x"), { name: "ChunkLoadError" });
  expect(isChunkError(named)).toBe(true);
  for (const text of [
    "Loading chunk 4213 failed.",
    "Failed to load chunk /_next/static/chunks/0a.js from module 12",
    "Failed to fetch dynamically imported module: https://scribe.example/a.js",
    "error loading dynamically imported module: https://scribe.example/a.js",
    "Importing a module script failed.",
  ])
    expect(isChunkError(new Error(text))).toBe(true);
  expect(isChunkError(new TypeError("x is undefined"))).toBe(false);
});
