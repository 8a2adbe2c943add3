import { describe, expect, it } from "vitest";
import { peopleOf } from "@/entities/transcript/speakers/speakers";

describe("peopleOf", () => {
  it("computes each share of the speech", () => {
    const people = peopleOf([
      { id: "SPEAKER_00", name: "Anne", speech_seconds: 30 },
      { id: "SPEAKER_01", speech_seconds: 10 },
    ]);
    expect(people.map(({ name, number, share }) => [name, number, share])).toEqual([
      ["Anne", 1, 0.75],
      [null, 2, 0.25],
    ]);
    expect(peopleOf([{ id: "SPEAKER_00", speech_seconds: 0 }])[0]?.share).toBe(0);
  });
});
