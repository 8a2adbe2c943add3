import { expect, it } from "vitest";
import { bindSigns, spaceBetween } from "@/lib/format/bound-space";

it("binds signs to their words", () => {
  expect(spaceBetween("vendredi", "?")).toBe("\u00a0");
  expect(spaceBetween("Oui", "»")).toBe("\u00a0");
  expect(spaceBetween("«", "Oui")).toBe("\u00a0");
  expect(spaceBetween("D’ici", "vendredi")).toBe(" ");
  expect(bindSigns("D’ici vendredi ? « Oui » : c’est dit. Really?")).toBe(
    "D’ici vendredi\u00a0? «\u00a0Oui\u00a0»\u00a0: c’est dit. Really?",
  );
});
