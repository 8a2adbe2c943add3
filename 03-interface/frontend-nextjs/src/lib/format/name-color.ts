/** Colours of speakers in the style sheet, which serve for people elsewhere too. */
const COLORS = 8;
/** Of FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const OFFSET = 2_166_136_261;
const PRIME = 16_777_619;

/** Return one of the speakers' colours for a name: always the same for the same name. */
export function colorOfName(name: string): string {
  let hash = OFFSET;
  for (const letter of name.trim().toLowerCase().normalize())
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), PRIME) >>> 0;
  return `var(--speaker-${(hash >>> 8) % COLORS})`;
}
