import { createTranslator } from "next-intl";
import { describe as group, expect, it } from "vitest";
import fr from "@messages/fr.json";
import { readFault } from "@/features/importing/fault";
import { describe, type Texts } from "@/features/importing/use-fault-text";

const t = createTranslator({ locale: "fr", messages: fr, namespace: "importing" }) as Texts;
const french = (detail: string) => describe(readFault(detail), t);

group("what the gateway says of a transcript", () => {
  it("keeps the place, the example and what was found", () => {
    const said = french(
      "Line 2: expected a line of times as 00:00:01,000 --> 00:00:04,000, found “00:00:01,000 --> 0:xx”.",
    );
    expect(said).toMatch(/^Ligne 2\s: .*00:00:01,000 --> 00:00:04,000, .*00:00:01,000 --> 0:xx/);
  });

  it.each([
    ["Line 1: expected WEBVTT, found “WEBVT”.", /Ligne 1.*WEBVTT/],
    [
      "Line 1: expected the number of a cue, or a line of times as 0:01 --> 0:04, found “x”.",
      /numéro.*0:01 -->/,
    ],
    ["Line 4: expected a cue that ends after its start, found “a, found “b””.", /Ligne 4.*a, found “b”/],
    [
      "Paragraph 3: expected “Name: text”, with or without a time as [00:01:05] before it, found “x”.",
      /Paragraphe 3/,
    ],
    ["segments[3].end: expected a time after the segment's start, found “1.0”.", /Segment 4.*1\.0/],
    ["segments.0.words.2.start: Input should be a valid number.", /Segment 1/],
    ["Line 5, column 7: the JSON is broken (Expecting value).", /Ligne 5, colonne 7/],
    ["The JSON is no transcript: expected an object with “segments”, or a list of segments.", /JSON/],
    ["The file has no cue: expected a line of times as 00:01.000 --> 00:04.000.", /00:01\.000 -->/],
    ["The transcript names 1,200 speakers; 200 are accepted.", /1\s200 participants/],
    ["The transcript has 300,000 turns; 200,000 are accepted.", /300\s000/],
    ["The transcript is longer than 24 hours.", /24 heures/],
    ["The file is a PDF, which does not keep turns apart.", /PDF/],
    ["The file is an old Word document (.doc); save it as .docx.", /ancien document Word/],
    ["The file begins as utf-8, but is not: byte 7 is wrong.", /ni un texte/],
  ])("is said in French: %s", (detail, said) => {
    expect(french(detail)).toMatch(said);
    expect(french(detail)).not.toMatch(/expected|\bThe\b|\bLine\b|should/);
  });

  it("is left out where it is not known", () => {
    expect(french("Something new is wrong.")).toBeNull();
  });
});
