const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Format a size: 38 MB, 1.2 GB, 0 bytes; in French 38 Mo, 1,2 Go, 0 octet. */
export function formatSize(bytes: number, locale: string): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[power] ?? "byte",
    // The short one has no plural in English.
    unitDisplay: power > 0 ? "short" : "long",
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}
