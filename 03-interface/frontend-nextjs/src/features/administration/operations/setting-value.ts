import { formatSize } from "@/lib/format/size";
import { formatLength } from "@/lib/format/time";

/** Return which word stands for a setting's value; null where the value says it itself. */
export function wordFor(value: string | null, isSecret: boolean): "secret" | "unset" | "empty" | null {
  if (isSecret) return "secret";
  if (value === null) return "unset";
  return value.trim() === "" ? "empty" : null;
}

/** Return a number of bytes or seconds as people read it; null where its digits say as much. */
export function readable(variable: string, value: string | null, locale: string): string | null {
  const number = Number(value);
  if (!value?.trim() || !Number.isFinite(number)) return null;
  if (/_BYTES(_|$)/.test(variable) && number >= 1000) return formatSize(number, locale);
  if (variable.endsWith("_SECONDS") && number >= 120) return formatLength(number, locale);
  return null;
}

/** Tell whether each word that is sought stands in one of the texts, whatever its case. */
export function isAbout(sought: string, texts: readonly string[]): boolean {
  const all = texts.join("\n").toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
