import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LANGUAGES, listLanguages } from "@/features/upload/options/languages";

const CONTRACT = "../../01-core/contracts/src/scribe_contracts/languages.py";

describe("languages", () => {
  it("are those that the gateway accepts", () => {
    const codes = /"""\n([a-z\s]+)\n"""/.exec(readFileSync(CONTRACT, "utf8"))?.[1]?.split(/\s+/);
    expect(LANGUAGES).toEqual(codes);
  });

  it("begin with the user's own", () => {
    expect(listLanguages("fr").first.map(({ name }) => name)).toEqual([
      "Français",
      "Anglais",
      "Allemand",
      "Espagnol",
      "Italien",
    ]);
    expect(listLanguages("en").first[0]).toEqual({ code: "en", name: "English" });
    expect(listLanguages("fr").others).toContainEqual({ code: "jw", name: "Javanais" });
    expect(listLanguages("fr").others).toHaveLength(LANGUAGES.length - 5);
  });
});
