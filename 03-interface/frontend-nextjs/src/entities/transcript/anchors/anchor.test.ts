import { expect, it } from "vitest";
import { anchorOf, originsOf, spanOf, type Anchor } from "@/entities/transcript/anchors/anchor";
import { segment } from "@/entities/transcript/fixtures";
import { blockText, buildModel } from "@/entities/transcript/model";
import type { Segment } from "@/lib/api/client";

const SAID: Segment[] = [
  { ...segment("A", 0, "Good morning Steve"), id: 0 },
  { ...segment("B", 2, "Hello you there"), id: 1 },
];

function quote(segments: readonly Segment[], anchor: Anchor): string | null {
  const model = buildModel(segments);
  const span = spanOf(model, originsOf(segments), anchor);
  return span && blockText(model, span.first, span.last + 1);
}

const anchor = (first: number, last: number) => anchorOf(buildModel(SAID), originsOf(SAID), { first, last });

it("finds the chosen words again", () => {
  expect(anchor(1, 1)).toEqual({ start: 0.5, end: 0.9, segments: [0] });
  expect(quote(SAID, anchor(1, 1))).toBe("morning");
  expect(quote(SAID, anchor(2, 4))).toBe("Steve Hello you");
});

it("finds them after a cut, in parts that others say, and after a correction", () => {
  const [first, second] = SAID as [Segment, Segment];
  const parts: Segment[] = [
    { ...first, text: "Good", words: first.words.slice(0, 1) },
    { ...first, id: 2, part_of: 0, speaker: "B", text: "morning Steve", words: first.words.slice(1) },
    second,
  ];
  expect(quote(parts, anchor(1, 1))).toBe("morning");
  expect(quote(parts, anchor(0, 2))).toBe("Good morning Steve");
  const words = first.words.map((word, at) => (at === 1 ? { ...word, text: "evening" } : word));
  expect(quote([{ ...first, text: "Good evening Steve", words }, second], anchor(1, 1))).toBe("evening");
});

it("leaves out who speaks at the same time", () => {
  const over: Segment = { ...segment("B", 0.5, "Yes yes"), id: 7 };
  expect(quote([...SAID, over], anchor(1, 1))).toBe("morning");
});

it("finds nothing once the words are gone, and goes by time where all segments are new", () => {
  const [, second] = SAID as [Segment, Segment];
  expect(quote([second], anchor(1, 1))).toBeNull();
  expect(
    quote(
      SAID.map((each) => ({ ...each, id: each.id + 40 })),
      anchor(1, 1),
    ),
  ).toBe("morning");
});

it("goes by time where another attempt gave the numbers to other segments", () => {
  const again: Segment[] = [
    { ...segment("B", 0, "Um"), id: 0 },
    { ...segment("A", 0.5, "morning Steve"), id: 1 },
    { ...segment("B", 2, "Hello you there"), id: 2 },
  ];
  expect(quote(again, anchor(1, 1))).toBe("morning");
  expect(quote(again, anchor(4, 5))).toBe("you there");
  const swapped = again.map((each, at) => ({ ...each, id: 2 - at }));
  expect(quote(swapped, anchor(4, 5))).toBe("you there");
});

it("goes by time where a segment of the same number has only some of the words", () => {
  const again: Segment[] = [
    { ...segment("A", 0, "Good"), id: 0 },
    { ...segment("B", 0.5, "morning Steve"), id: 1 },
  ];
  expect(quote(again, anchor(0, 1))).toBe("Good morning");
});

it("takes of two who speak at once no more than was chosen", () => {
  const said: Segment[] = [
    { ...segment("A", 0, "one two three four five six"), id: 0 },
    { ...segment("B", 1, "un deux trois quatre cinq six"), id: 1 },
  ];
  const model = buildModel(said);
  const chosen = anchorOf(model, originsOf(said), { first: 4, last: 7 });
  expect(chosen).toEqual({ start: 2, end: 1.9, segments: [0, 1] });
  expect(quote(said, chosen)).toBe("five six un deux");
  expect(quote(said, anchorOf(model, originsOf(said), { first: 2, last: 8 }))).toBe(
    "three four five six un deux trois",
  );
});
