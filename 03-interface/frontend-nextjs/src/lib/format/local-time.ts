/** Return the moment as a field of the type datetime-local has it: 2026-01-15T23:30, in the browser's zone. */
export function toLocalField(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
