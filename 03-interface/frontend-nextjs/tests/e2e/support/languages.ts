import en from "@messages/en.json";
import fr from "@messages/fr.json";

/** The languages of the product with their texts, for tests that run in each. */
export const LANGUAGES = [
  ["fr", fr],
  ["en", en],
] as const;
