/** Return the address of an export, with its dates in the reader's zone. */
export function exportAddress(
  place: string,
  format: string,
  timeZone: string,
  more: Record<string, string> = {},
): string {
  return `${place}/export/${format}?${new URLSearchParams({ time_zone: timeZone, ...more })}`;
}
