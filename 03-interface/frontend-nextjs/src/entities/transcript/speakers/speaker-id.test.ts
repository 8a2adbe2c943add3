import { expect, it } from "vitest";
import {
  nextSpeakerId,
  displayNumber,
  speakerId,
  speakerNumber,
} from "@/entities/transcript/speakers/speaker-id";

it("is made of a number counted from 0, and gives it back", () => {
  expect([0, 12, 123].map(speakerId)).toEqual(["SPEAKER_00", "SPEAKER_12", "SPEAKER_123"]);
  expect(["SPEAKER_00", "SPEAKER_12", "SPEAKER_123"].map(speakerNumber)).toEqual([0, 12, 123]);
});

it("has no number in another form", () => {
  expect(["", "SPEAKER_", "SPEAKER_1", "Anne"].map(speakerNumber)).toEqual([null, null, null, null]);
});

it("is shown to people with a number counted from 1", () => {
  expect(["SPEAKER_00", "SPEAKER_11", "Anne"].map(displayNumber)).toEqual([1, 12, null]);
});

it("of a new speaker has the next number", () => {
  expect(nextSpeakerId([{ id: "SPEAKER_00" }, { id: "SPEAKER_01" }])).toBe("SPEAKER_02");
  expect(nextSpeakerId([])).toBe("SPEAKER_00");
});
