/** French puts a space before these signs, and after «, which must not part them from their word. */
const SIGNS = "[?!:;»]";
const BOUND = "\u00a0";
const FREE_BEFORE_SIGN = new RegExp(` (?=${SIGNS})|(?<=«) `, "g");
const BEGINS_WITH_SIGN = new RegExp(`^${SIGNS}`);

/** Return the space to show between two words. */
export const spaceBetween = (before: string, word: string) =>
  before.endsWith("«") || BEGINS_WITH_SIGN.test(word) ? BOUND : " ";

/** Return a text with its signs bound to their words. */
export const bindSigns = (text: string) => text.replace(FREE_BEFORE_SIGN, BOUND);
