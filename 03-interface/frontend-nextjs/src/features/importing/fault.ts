/** Where a transcript cannot be read: a line, a paragraph, or a field of JSON. */
export type Place = { kind: "line" | "paragraph"; number: number } | { kind: "field"; path: string };

export type Expected = (typeof EXPECTED | typeof OF_FIELDS)[number][0];

type Known = (typeof KNOWN)[number][0];

/** What is wrong with a transcript, taken from the gateway's English sentence. */
export type Fault =
  | { kind: "unexpected"; place: Place; expected: Expected; example: string; found: string | null }
  | { kind: "noCue"; example: string }
  | { kind: "json"; line: number; column: number }
  | { kind: "speakers" | "turns"; count: number; most: number }
  | { kind: "hours"; most: number }
  | { kind: Known }
  | { kind: "unknown"; sentence: string };

const UNEXPECTED = /^([^:]+): expected (.+?)(?:, found “(.*)”)?\.$/s;
const OF_FIELD = /^([^:]+): (.+)\.$/s;
const NUMBERED = /^(Line|Paragraph) (\d+)$/;
const FIELD = /^\w+(?:[[.]\w+\]?)*$/;
/** What the readers of each format expect, with an example or a limit. */
const EXPECTED = [
  ["times", /^a line of times as (.+)$/],
  ["numberOrTimes", /^the number of a cue, or a line of times as (.+)$/],
  ["order", /^(?:a cue that ends after its start|a time after the segment's start)$/],
  ["webvtt", /^WEBVTT$/],
  ["names", /^“Name: text”/],
  ["segment", /^an object with “start”, “end” and “text”$/],
  ["word", /^an object with “word”$/],
  ["words", /^a list of words$/],
  ["text", /^a text$/],
  ["name", /^a name$/],
  ["seconds", /^a time in seconds from 0 to (\d+)$/],
  ["speaker", /^one of the transcript's speakers$/],
  ["inOrder", /^times in order, up to (\d+) seconds$/],
] as const;
/** What is said of the fields of the product's own JSON. */
const OF_FIELDS = [
  ["value", /^Field required$/],
  ["number", /^Input should be a valid (?:number|integer)\b/],
  ["text", /^Input should be a valid string\b/],
  ["list", /^Input should be a valid (?:tuple|list)\b/],
  ["atLeast", /^Input should be greater than or equal to (\d+)$/],
] as const;
const NO_CUE = /^The file has no cue: expected a line of times as (.+)\.$/;
const JSON_BROKEN = /^Line (\d+), column (\d+): the JSON is broken/;
const TOO_MANY = /^The transcript (?:names|has) ([\d,]+) (speakers|turns); ([\d,]+) are accepted\.$/;
const KNOWN = [
  ["oldWord", "The file is an old Word document"],
  ["pdf", "The file is a PDF"],
  ["richText", "The file is rich text"],
  ["sound", "The file is a recording"],
  ["noWord", "The file is not a Word document"],
  ["wordSize", "The Word document is too large"],
  ["noText", "The file is not a text"],
  ["noText", "The file begins as"],
  ["jsonShape", "The JSON is no transcript"],
  ["jsonDepth", "The JSON is nested too deeply"],
  ["sameId", "Two speakers or two segments have the same id"],
] as const;
const TOO_LONG = /^The transcript is longer than ([\d,]+) hours\.$/;

/** Return what the sentence says, so that it can be said in the reader's language; any other sentence as it is. */
export function readFault(sentence: string): Fault {
  const noCue = NO_CUE.exec(sentence);
  if (noCue) return { kind: "noCue", example: noCue[1] ?? "" };
  const known = KNOWN.find(([, begin]) => sentence.startsWith(begin));
  if (known) return { kind: known[0] };
  return (
    readUnexpected(sentence) ??
    readField(sentence) ??
    readLimit(sentence) ??
    readJson(sentence) ?? { kind: "unknown", sentence }
  );
}

function readUnexpected(sentence: string): Fault | null {
  const [, where = "", wanted = "", found = null] = UNEXPECTED.exec(sentence) ?? [];
  const place = readPlace(where);
  const read = readExpected(EXPECTED, wanted);
  return place && read ? { kind: "unexpected", place, found, ...read } : null;
}

function readField(sentence: string): Fault | null {
  const [, where = "", wanted = ""] = OF_FIELD.exec(sentence) ?? [];
  const place = readPlace(where);
  const read = readExpected(OF_FIELDS, wanted);
  return place && read ? { kind: "unexpected", place, found: null, ...read } : null;
}

function readPlace(where: string): Place | null {
  const [, kind, number] = NUMBERED.exec(where) ?? [];
  if (kind) return { kind: kind === "Line" ? "line" : "paragraph", number: Number(number) };
  // The gateway writes both segments[3].end and segments.3.end.
  return FIELD.test(where) ? { kind: "field", path: where.replaceAll(/\.(\d+)/g, "[$1]") } : null;
}

function readExpected(known: readonly (readonly [Expected, RegExp])[], wanted: string) {
  for (const [expected, pattern] of known) {
    const match = pattern.exec(wanted);
    if (match) return { expected, example: match[1] ?? "" };
  }
  return null;
}

function readLimit(sentence: string): Fault | null {
  const [, count, what, most] = TOO_MANY.exec(sentence) ?? [];
  if (what) return { kind: what as "speakers" | "turns", count: toNumber(count), most: toNumber(most) };
  const hours = TOO_LONG.exec(sentence);
  return hours ? { kind: "hours", most: toNumber(hours[1]) } : null;
}

function readJson(sentence: string): Fault | null {
  const broken = JSON_BROKEN.exec(sentence);
  return broken ? { kind: "json", line: Number(broken[1]), column: Number(broken[2]) } : null;
}

function toNumber(written: string | undefined): number {
  return Number((written ?? "").replaceAll(",", ""));
}
