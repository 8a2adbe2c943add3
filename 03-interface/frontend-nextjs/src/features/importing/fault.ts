/** Where a transcript cannot be read. */
export type Place = { kind: "line" | "paragraph" | "segment"; number: number };

export type Expected = "times" | "numberOrTimes" | "order" | "webvtt" | "names" | "other";

type Known = (typeof KNOWN)[number][0];

/** What is wrong with a transcript, taken from the gateway's English sentence. */
export type Fault =
  | { kind: "unexpected"; place: Place; expected: Expected; example: string; found: string | null }
  | { kind: "noCue"; example: string }
  | { kind: "json"; line: number; column: number }
  | { kind: "speakers" | "turns"; count: number; most: number }
  | { kind: "hours"; most: number }
  | { kind: Known | "unknown" };

const UNEXPECTED = /^(Line|Paragraph) (\d+): expected (.+?)(?:, found “(.*)”)?\.$/s;
const IN_SEGMENT = /^segments[[.](\d+)\b[^:]*: .*?(?:, found “(.*)”)?\.$/s;
const TIMES = /^a line of times as (.+)$/;
const NUMBER_OR_TIMES = /^the number of a cue, or a line of times as (.+)$/;
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
] as const;
const TOO_LONG = /^The transcript is longer than ([\d,]+) hours\.$/;

/** Return what the sentence says, so that it can be said in the reader's language; `unknown` for any other sentence. */
export function readFault(detail: string): Fault {
  return (
    readUnexpected(detail) ??
    readLimit(detail) ??
    readJson(detail) ?? { kind: KNOWN.find(([, begin]) => detail.startsWith(begin))?.[0] ?? "unknown" }
  );
}

function readUnexpected(detail: string): Fault | null {
  const noCue = NO_CUE.exec(detail);
  if (noCue) return { kind: "noCue", example: noCue[1] ?? "" };
  const [, kind, number, expected = "", found = null] = UNEXPECTED.exec(detail) ?? [];
  if (kind) {
    const place = { kind: kind === "Line" ? "line" : "paragraph", number: Number(number) } as const;
    return { kind: "unexpected", place, found, ...readExpected(expected) };
  }
  const [, index, value = null] = IN_SEGMENT.exec(detail) ?? [];
  if (index === undefined) return null;
  // A list counts from zero, people from one.
  const place = { kind: "segment", number: Number(index) + 1 } as const;
  return { kind: "unexpected", place, expected: "other", example: "", found: value };
}

function readExpected(expected: string): { expected: Expected; example: string } {
  const times = TIMES.exec(expected);
  if (times) return { expected: "times", example: times[1] ?? "" };
  const numberOrTimes = NUMBER_OR_TIMES.exec(expected);
  if (numberOrTimes) return { expected: "numberOrTimes", example: numberOrTimes[1] ?? "" };
  if (expected === "WEBVTT") return { expected: "webvtt", example: "" };
  if (expected.startsWith("a cue that ends")) return { expected: "order", example: "" };
  return { expected: expected.startsWith("“Name: text”") ? "names" : "other", example: "" };
}

function readLimit(detail: string): Fault | null {
  const [, count, what, most] = TOO_MANY.exec(detail) ?? [];
  if (what) return { kind: what as "speakers" | "turns", count: toNumber(count), most: toNumber(most) };
  const hours = TOO_LONG.exec(detail);
  return hours ? { kind: "hours", most: toNumber(hours[1]) } : null;
}

function readJson(detail: string): Fault | null {
  const broken = JSON_BROKEN.exec(detail);
  return broken ? { kind: "json", line: Number(broken[1]), column: Number(broken[2]) } : null;
}

function toNumber(written: string | undefined): number {
  return Number((written ?? "").replaceAll(",", ""));
}
