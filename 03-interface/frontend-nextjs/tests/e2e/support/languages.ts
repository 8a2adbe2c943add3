import en from "@messages/en.json";
import fr from "@messages/fr.json";

/** The languages of the product with their texts, for tests of what people read. */
export const LANGUAGES = [
  ["fr", fr],
  ["en", en],
] as const;

/** The one in which it is tested what a page does: that takes half the time, and is the same in each. */
export const ONE_LANGUAGE = [LANGUAGES[0]] as const;
