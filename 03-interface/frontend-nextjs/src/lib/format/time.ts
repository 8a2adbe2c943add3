/** Format a time in a recording: 4:05, or 1:04:05 from one hour on. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** Format a time as wide as the recording's duration, for lists. */
export function formatAlignedClock(seconds: number, duration: number): string {
  const clock = formatClock(seconds);
  const [hours, minutes] = duration >= 3600 ? [1, 2] : [0, duration >= 600 ? 2 : 1];
  const parts = clock.split(":");
  while (parts.length < 2 + hours) parts.unshift("0");
  const minuteAt = parts.length - 2;
  parts[minuteAt] = (parts[minuteAt] ?? "0").padStart(minutes, "0");
  return parts.join(":");
}

export type Span = { unit: "second" | "minute" | "hour"; value: number }[];

/** Split a duration into its one or two largest units: 42 s, 5 min, 1 h 20 min. */
export function lengthParts(seconds: number): Span {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return [{ unit: "second", value: whole }];
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return [{ unit: "minute", value: minutes }];
  const hours: Span = [{ unit: "hour", value: Math.floor(minutes / 60) }];
  return minutes % 60 === 0 ? hours : [...hours, { unit: "minute", value: minutes % 60 }];
}

export function formatLength(seconds: number, locale: string): string {
  return lengthParts(seconds)
    .map(({ unit, value }) =>
      new Intl.NumberFormat(locale, {
        style: "unit",
        unit,
        unitDisplay: "short",
      })
        .format(value)
        .replace(/[\s  ]+/g, " "),
    )
    .join(" ");
}

/** Return how the time of a day is written, alone as beside a date: 6:21 AM, but 06:21 in French. */
export function timeOfDay(locale: string) {
  return { hour: locale.startsWith("fr") ? "2-digit" : "numeric", minute: "2-digit" } as const;
}

export type DayGroup = "today" | "yesterday" | "week" | "older";

/** Return the heading that a date is listed under, by the days of a time zone. */
export function dayGroup(date: Date, now: Date, timeZone: string | undefined): DayGroup {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  const midnight = (of: Date) => Date.parse(format.format(of));
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return days < 7 ? "week" : "older";
}
