import { createTranslator } from "next-intl";
import { describe as group, expect, it } from "vitest";
import fr from "@messages/fr.json";
import { readFault } from "@/features/importing/fault";
// Each is raised for the file beside it: a test of the gateway sees to that.
import samples from "@/features/importing/gateway-sentences.json";
import { describe, type Texts } from "@/features/importing/use-fault-text";

const t = createTranslator({ locale: "fr", messages: fr, namespace: "importing" }) as Texts;
const french = (sentence: string) => describe(readFault(sentence), t);
const ENGLISH = /expected|\b(?:The|Line|should|times|longer|are|is)\b/;

group("what the gateway says of a transcript", () => {
  it.each(samples.map(({ sentence }) => sentence))("is said in French: %s", (sentence) => {
    const fault = readFault(sentence);
    expect(fault.kind).not.toBe("unknown");
    // What was found is quoted as it is.
    const quoted = fault.kind === "unexpected" && fault.found ? fault.found : "";
    expect(french(sentence).replace(quoted, "")).not.toMatch(ENGLISH);
  });

  it("is sampled for all that is known of it", () => {
    const faults = samples.map(({ sentence }) => readFault(sentence));
    const expected = faults.flatMap((fault) => (fault.kind === "unexpected" ? [fault.expected] : []));
    expect(new Set(expected)).toEqual(new Set(Object.keys(fr.importing.expected)));
    const kinds = faults.map(({ kind }) => kind).filter((kind) => kind !== "unexpected");
    const known = Object.keys(fr.importing.faults).filter((kind) => kind !== "at" && kind !== "atFound");
    expect(new Set(kinds)).toEqual(new Set(known));
  });

  it.each([
    [
      "Line 2: expected a line of times as 00:00:01,000 --> 00:00:04,000, found “00:00:01,000 --> 0:xx”.",
      /^Ligne 2\s: .*00:00:01,000 --> 00:00:04,000, .*00:00:01,000 --> 0:xx/,
    ],
    ["Line 4: expected a cue that ends after its start, found “a, found “b””.", /Ligne 4.*a, found “b”/],
    [
      "segments[3].end: expected a time after the segment's start, found “1.0”.",
      /^segments\[3\]\.end\s: .*1\.0/,
    ],
    ["segments.0.words.2.start: Field required.", /^segments\[0\]\.words\[2\]\.start\s: .*une valeur/],
    ["Paragraph 3: expected “Name: text”, with or without a time as [00:01:05] before it.", /^Paragraphe 3/],
    ["Line 5, column 7: the JSON is broken (Expecting value).", /^Ligne 5, colonne 7/],
    ["The transcript names 1,200 speakers; 500 are accepted.", /1\s200 participants/],
  ])("keeps the place, the example and what was found: %s", (sentence, said) => {
    expect(french(sentence)).toMatch(said);
  });

  it.each(["Something new is wrong.", "segments.0.more: Extra inputs are not permitted."])(
    "is shown as it is where it is not known: %s",
    (sentence) => {
      expect(french(sentence)).toBe(sentence);
    },
  );
});
