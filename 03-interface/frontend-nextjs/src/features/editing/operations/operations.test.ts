import { describe, expect, it } from "vitest";
import { segment } from "@/entities/transcript/fixtures";
import { difference, patch, perform, type Simple } from "@/features/editing/operations/operations";
import type { Transcript } from "@/lib/api/client";

const SAID = {
  speakers: [
    { id: "SPEAKER_00", name: "Anne", speech_seconds: 3 },
    { id: "SPEAKER_01", name: null, speech_seconds: 2 },
  ],
  segments: ["Bonjour à tous.", "On commence ?", "Oui.", "Bien."].map((text, id) => ({
    ...segment(id === 2 ? "SPEAKER_01" : "SPEAKER_00", id * 4, text),
    id,
  })),
} as unknown as Transcript;

const OPERATIONS: Simple[] = [
  { kind: "rename", speaker: "SPEAKER_01", name: "Bruno" },
  { kind: "merge", speaker: "SPEAKER_00", into: "SPEAKER_01" },
  { kind: "reassign", segments: [2], speaker: "SPEAKER_00" },
  { kind: "reassign", segments: [0, 1], speaker: "SPEAKER_02" },
  { kind: "edit", segments: [0, 1], text: "Bonsoir à tous" },
  { kind: "edit", segments: [2], text: " " },
];

describe("an operation", () => {
  it.each(OPERATIONS)("can be expressed as changes, and reverted: %j", (operation) => {
    const after = perform(SAID, operation);
    expect(patch(SAID, difference(SAID, after))).toEqual(after);
    expect(patch(after, difference(after, SAID))).toEqual(SAID);
  });

  it("assigns a merged speaker's words and name to the other", () => {
    const after = perform(SAID, { kind: "merge", speaker: "SPEAKER_00", into: "SPEAKER_01" });
    expect(after.speakers).toEqual([{ id: "SPEAKER_01", name: "Anne", speech_seconds: expect.any(Number) }]);
    expect(new Set(after.segments.map(({ speaker }) => speaker))).toEqual(new Set(["SPEAKER_01"]));
  });

  it("puts the text of several segments into the first", () => {
    const after = perform(SAID, { kind: "edit", segments: [0, 1], text: "Bonsoir à  tous" });
    expect(after.segments.map(({ id, text }) => [id, text])).toEqual([
      [0, "Bonsoir à tous"],
      [2, "Oui."],
      [3, "Bien."],
    ]);
    expect(after.segments[0]?.words.map(({ text }) => text)).toEqual(["Bonsoir", "à", "tous"]);
  });
});
