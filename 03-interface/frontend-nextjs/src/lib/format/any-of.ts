/** Stands between texts of which any is searched: a link to a passage names all that was found there. */
export const ANY_OF = "|";

/** Return the query that finds any of some texts. */
export function anyOf(texts: readonly string[]): string {
  const once = new Map(texts.map((text) => [text.trim().toLowerCase(), text.trim()]));
  once.delete("");
  return [...once.values()].join(` ${ANY_OF} `);
}
