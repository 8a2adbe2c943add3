import { buildModel } from "@/entities/transcript/model";
import type { Segment } from "@/lib/api/client";

/** A segment whose words last half a second each. */
export function segment(speaker: string, start: number, text: string, words = text.split(" ")): Segment {
  return {
    id: 0,
    speaker,
    start,
    end: start + words.length / 2,
    text,
    words: words.map((word, place) => ({
      text: word,
      start: start + place / 2,
      end: start + place / 2 + 0.4,
      probability: 0.9,
      speaker,
    })),
  };
}

export const conversation = buildModel([
  segment("A", 0, "Bonjour Élodie, l'équipe est là.", ["Bonjour", "Élodie,", "l'", "équipe", "est", "là."]),
  segment("A", 3.5, "On commence."),
  segment("B", 5, "Oui, l'équipe est prête.", ["Oui,", "l'", "équipe", "est", "prête."]),
  segment("A", 20, "Très bien."),
  segment("A", 30, "Après une pause."),
]);
