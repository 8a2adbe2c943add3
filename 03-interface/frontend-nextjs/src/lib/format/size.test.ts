import { expect, it } from "vitest";
import { formatSize } from "@/lib/format/size";

it.each([
  [0, "en", "0 bytes"],
  [418, "en", "418 bytes"],
  [1_200_000_000, "en", "1.2 GB"],
  [0, "fr", "0 octet"],
  [418, "fr", "418 octets"],
  [48_211_004, "fr", "48 Mo"],
])("says %d bytes in %s as %s", (bytes, locale, said) => {
  expect(formatSize(bytes, locale).replace(/\s/gu, " ")).toBe(said);
});
