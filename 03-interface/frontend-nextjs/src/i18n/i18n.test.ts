import { describe, expect, it } from "vitest";
import { negotiateLocale } from "@/i18n/locale";
import en from "@messages/en.json";
import fr from "@messages/fr.json";

type Tree = { [key: string]: string | Tree };

function paths(tree: Tree, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [`${prefix}${key}`] : paths(value, `${prefix}${key}.`),
  );
}

describe("messages", () => {
  it("are the same in both languages", () => {
    expect(paths(fr)).toEqual(paths(en));
  });
});

describe("negotiateLocale", () => {
  it.each([
    ["en-GB,en;q=0.9,fr;q=0.8", "en"],
    ["de-DE,fr;q=0.5,en;q=0.4", "fr"],
    ["fr;q=0.1,en;q=0.2", "en"],
    ["de", "fr"],
    ["", "fr"],
    [null, "fr"],
  ])("understands %j as %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});
