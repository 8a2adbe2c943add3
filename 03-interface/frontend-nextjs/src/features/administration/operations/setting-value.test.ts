import { expect, it } from "vitest";
import { isAbout, readable, wordFor } from "@/features/administration/operations/setting-value";

it.each([
  ["127.0.0.1", false, null],
  ["0", false, null],
  ["", false, "empty"],
  [" ", false, "empty"],
  [null, false, "unset"],
  [null, true, "secret"],
] as const)("shows the value %j (secret: %s) by the word %j", (value, isSecret, word) => {
  expect(wordFor(value, isSecret)).toBe(word);
});

it.each([
  ["SCRIBE_MAX_UPLOAD_BYTES", "8589934592", "en", "8.6 GB"],
  ["SCRIBE_MAX_USER_BYTES_PER_DAY", "214748364800", "fr", "215 Go"],
  ["SCRIBE_MAX_USER_BYTES_PER_DAY", "0", "fr", null],
  ["SCRIBE_REFRESH_TOKEN_SECONDS", "2592000", "en", "720 hr"],
  ["SCRIBE_LOGIN_WINDOW_SECONDS", "300", "en", "5 min"],
  ["SCRIBE_SWEEP_SECONDS", "5.0", "en", null],
  ["SCRIBE_MAIL_PORT", "587", "en", null],
  ["SCRIBE_MAX_UPLOAD_BYTES", null, "en", null],
] as const)("reads %s=%s in %s as %j", (variable, value, locale, read) => {
  expect(readable(variable, value, locale)?.replace(/[\u00a0\u202f]/g, " ") ?? null).toBe(read);
});

it.each([
  ["", true],
  ["max upload", true],
  ["LARGEST", true],
  ["smallest", false],
] as const)("finds a setting by %j: %j", (sought, isFound) => {
  expect(isAbout(sought, ["SCRIBE_MAX_UPLOAD_BYTES", "Largest recording accepted"])).toBe(isFound);
});
