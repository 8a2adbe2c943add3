import { expect, it } from "vitest";
import { colorOfName } from "@/lib/format/name-color";

it("is the same for the same name, however it is written", () => {
  expect(colorOfName(" Élodie ")).toBe(colorOfName("élodie"));
  expect(colorOfName("Élodie".normalize("NFD"))).toBe(colorOfName("Élodie"));
});

it("differs among the people of a list", () => {
  const names = [
    "Camille Renard",
    "Yanis Benali",
    "Inès Moreau",
    "Zoé Lefèvre",
    "Paul",
    "Anne",
    "Bruno",
    "Marie",
  ];
  expect(new Set(names.map(colorOfName)).size).toBeGreaterThan(4);
  for (const color of names.map(colorOfName)) expect(color).toMatch(/^var\(--speaker-[0-7]\)$/);
});
