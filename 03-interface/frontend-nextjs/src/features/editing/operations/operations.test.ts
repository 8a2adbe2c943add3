import { describe, expect, it } from "vitest";
import { segment } from "@/entities/transcript/fixtures";
import { buildModel } from "@/entities/transcript/model";
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
  { kind: "edit", segments: [0], text: "Bonjour\nà tous.", passages: true },
  { kind: "edit", segments: [0, 1], text: "Bonsoir à\ntous. On\ncommence ?", passages: true },
  { kind: "reassign", segments: [0, 1], speaker: "SPEAKER_01", first_word: 1, last_word: 0 },
  { kind: "join", segments: [2] },
];

describe("an operation", () => {
  it.each(OPERATIONS)("can be expressed as changes, and reverted: %j", (operation) => {
    const after = perform(SAID, operation);
    expect(patch(SAID, difference(SAID, after))).toEqual(after);
    expect(patch(after, difference(after, SAID))).toEqual(SAID);
  });

  it("puts a part where it was cut off, also where its number means another segment", () => {
    const cut = perform(SAID, { kind: "edit", segments: [0], text: "Bonjour\nà tous.", passages: true });
    const again = {
      ...SAID,
      segments: [...SAID.segments, { ...segment("SPEAKER_00", 16, "Voilà."), id: 4 }],
    } as Transcript;
    expect(cut.segments.map(({ id }) => id)).toEqual([0, 4, 1, 2, 3]);
    expect(patch(again, difference(again, cut))).toEqual(cut);
    expect(patch(cut, difference(cut, again))).toEqual(again);
  });

  it("lets what is left of a passage begin it once its first sentence is removed", () => {
    const passages: Simple = {
      kind: "edit",
      segments: [0, 1],
      text: "Bonjour à\ntous. On commence ?",
      passages: true,
    };
    const split = perform(SAID, passages);
    expect(split.segments.map(({ id }) => id)).toEqual([0, 4, 1, 2, 3]);
    const left = perform(split, { kind: "edit", segments: [4, 1], text: "On commence ?" });
    expect(left.segments.map(({ id, begins_passage }) => [id, begins_passage ?? null])).toEqual([
      [0, null],
      [1, true],
      [2, null],
      [3, null],
    ]);
  });

  it("leaves what it takes back behind the parts that were cut off since", () => {
    const edited = perform(SAID, { kind: "edit", segments: [1], text: "On finit ?" });
    const split: Simple = { kind: "edit", segments: [0], text: "Bonjour\nà tous.", passages: true };
    const undone = patch(perform(edited, split), difference(edited, SAID));
    expect(undone.segments).toEqual(perform(SAID, split).segments);
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

  it("moves exactly the chosen words, with their times", () => {
    const wanted = {
      kind: "reassign",
      segments: [0],
      speaker: "SPEAKER_01",
      first_word: 1,
      last_word: 1,
    } as const;
    const after = perform(SAID, { ...wanted, segments: [0] });
    expect(after.segments.slice(0, 3).map(({ speaker, text }) => [speaker, text])).toEqual([
      ["SPEAKER_00", "Bonjour"],
      ["SPEAKER_01", "à"],
      ["SPEAKER_00", "tous."],
    ]);
    const times = ({ segments }: Transcript) =>
      segments.flatMap(({ words }) => words.map(({ start }) => start));
    expect(times(after)).toEqual(times(SAID));
    expect(new Set(after.segments.map(({ id }) => id)).size).toBe(after.segments.length);
  });

  it("splits a passage where a line ends, and joins it again", () => {
    const edit = { kind: "edit", text: "Bonjour\nà tous.", passages: true } as const;
    const split = perform(SAID, { ...edit, segments: [0] });
    expect(
      split.segments.slice(0, 2).map(({ id, text, begins_passage }) => [id, text, begins_passage]),
    ).toEqual([
      [0, "Bonjour", undefined],
      [4, "à tous.", true],
    ]);
    expect(buildModel(split.segments).blocks[1]?.segments).toEqual([4]);
    const joined = perform(split, { kind: "join", segments: [4] });
    expect(buildModel(joined.segments).blocks[0]?.segments).toEqual([0, 4]);
  });

  it("keeps words on both sides of a correction where they were", () => {
    const after = perform(SAID, { kind: "edit", segments: [0, 1], text: "Bonjour à toutes. On commence ?" });
    expect(after.segments.slice(0, 2).map(({ id, text }) => [id, text])).toEqual([
      [0, "Bonjour à toutes."],
      [1, "On commence ?"],
    ]);
    expect(after.segments[1]).toEqual(SAID.segments[1]);
  });
});
