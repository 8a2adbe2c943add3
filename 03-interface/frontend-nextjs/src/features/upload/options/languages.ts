/** The languages of Whisper. A test compares them with the list in scribe_contracts. */
export const LANGUAGES =
  "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh".split(
    " ",
  );

/** Languages listed first, after the user's own. */
const COMMON = ["fr", "en", "de", "es", "it"];

export type Language = { code: string; name: string };

/** Return the languages named in the user's own: theirs first, then common ones, then the others by name. */
export function listLanguages(locale: string): { first: Language[]; others: Language[] } {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const named = (code: string) => {
    // Whisper's code for Javanese is "jw"; the standard one is "jv".
    const name = names.of(code === "jw" ? "jv" : code) ?? code;
    return { code, name: name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) };
  };
  const first = [...new Set([locale, ...COMMON])];
  const others = LANGUAGES.filter((code) => !first.includes(code)).map(named);
  return { first: first.map(named), others: others.sort((a, b) => a.name.localeCompare(b.name, locale)) };
}
