/** What Whisper can be told to hear. A test compares this with the gateway's list. */
export const LANGUAGES =
  "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh".split(
    " ",
  );

/** Those that stand first, after the reader's own. */
const COMMON = ["fr", "en", "de", "es", "it"];

export type Language = { code: string; name: string };

/** By name in the reader's language: theirs first, then the common ones, then the others in alphabetical order. */
export function listLanguages(locale: string): { first: Language[]; others: Language[] } {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const named = (code: string) => {
    // Whisper says "jw" for Javanese, where everybody else says "jv".
    const name = names.of(code === "jw" ? "jv" : code) ?? code;
    return { code, name: name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) };
  };
  const first = [...new Set([locale, ...COMMON])];
  const others = LANGUAGES.filter((code) => !first.includes(code)).map(named);
  return { first: first.map(named), others: others.sort((a, b) => a.name.localeCompare(b.name, locale)) };
}
