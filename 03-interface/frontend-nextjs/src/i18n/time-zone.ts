export const TIME_ZONE_COOKIE = "scribe_time_zone";

/** The zone of times until the browser has told its own. */
export const DEFAULT_TIME_ZONE = "UTC";

/** Return whether dates can be written in the zone of this IANA name. */
export function isTimeZone(name: string | undefined): name is string {
  if (!name) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
