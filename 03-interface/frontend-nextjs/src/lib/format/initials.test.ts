import { expect, it } from "vitest";
import { initialsOf } from "@/lib/format/initials";

it("takes the first character of the first two words", () => {
  expect(initialsOf("Élodie de la Tour")).toBe("ÉD");
  expect(initialsOf(" camille ")).toBe("C");
  expect(initialsOf("")).toBe("");
});

it("never takes half of a character", () => {
  expect(initialsOf("😀 Anne")).toBe("😀A");
  expect(initialsOf("👩‍🔬 𝒜da")).toBe("👩‍🔬𝒜");
  expect(initialsOf("e\u0301lodie")).toBe("E\u0301");
});
