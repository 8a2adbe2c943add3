import { describe, expect, it } from "vitest";
import { conversation } from "@/entities/transcript/fixtures";
import { formatPassage } from "@/entities/transcript/passage";

describe("formatPassage", () => {
  it("has a paragraph for each turn, with its speaker and its time", () => {
    const names: Record<string, string> = { A: "Anne", B: "Bruno" };
    expect(formatPassage(conversation, 6, 16, (speaker) => names[speaker] ?? "")).toBe(
      "Anne (0:03)\nOn commence.\n\nBruno (0:05)\nOui, l'équipe est prête.\n\nAnne (0:20)\nTrès bien. Après une",
    );
  });
});
