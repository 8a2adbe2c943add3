const graphemes = new Intl.Segmenter();

/** Return up to two initials of a name, each a whole character as people see it. */
export function initialsOf(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => ([...graphemes.segment(part)][0]?.segment ?? "").toUpperCase())
    .join("");
}
