import { expect, it } from "vitest";
import { bindSigns, spaceBefore } from "@/lib/format/bound-space";

it("binds signs to the word before them", () => {
  expect(spaceBefore("?")).toBe("\u00a0");
  expect(spaceBefore("»")).toBe("\u00a0");
  expect(spaceBefore("vendredi")).toBe(" ");
  expect(bindSigns("D’ici vendredi ? « Oui » : c’est dit. Really?")).toBe(
    "D’ici vendredi\u00a0? «\u00a0Oui\u00a0»\u00a0: c’est dit. Really?",
  );
});
