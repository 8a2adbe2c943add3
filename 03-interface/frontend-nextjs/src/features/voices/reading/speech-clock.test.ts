import { expect, it } from "vitest";
import { SpeechClock } from "@/features/voices/reading/speech-clock";

const tone = (level: number) => Float32Array.from({ length: 480 }, (_, at) => level * Math.sin(at / 5));

it("counts speech, and neither silence nor the hum of a room", () => {
  const clock = new SpeechClock();
  clock.note(tone(0.1), 0.5);
  clock.note(tone(0), 1);
  clock.note(tone(0.002), 1);
  clock.note(tone(0.1), 0.25);
  expect(clock.seconds).toBe(0.75);
});
