import { expect, it } from "vitest";
import { placeLink } from "@/entities/meeting/place-link";

it("leads to a second, and to the words found there", () => {
  expect(placeLink("m", 61.27)).toBe("/meetings/m?t=61.2");
  expect(placeLink("m", 0, ["l'été & co"])).toBe("/meetings/m?t=0&q=l%27%C3%A9t%C3%A9+%26+co");
  expect(placeLink("m", 0, ["budget", "mars", "Budget"])).toBe("/meetings/m?t=0&q=Budget+%7C+mars");
});
