export const PERIODS = ["today", "week", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];

type Range = { since: Date | null; before: Date | null };

const DAYS_BACK = { today: 0, week: 6, month: 29 } as const;

/** Return whether `text` is a valid day in the format of `<input type="date">`, as 2026-05-31. */
export function isDay(text: string | null): text is string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(midnight(text ?? "").getTime());
}

/** Return a period's limits in the user's time zone: `since` is included, `before` (the day after the last) is not. */
export function rangeOf(
  { period, from, to }: { period: Period | null; from: string | null; to: string | null },
  now: Date,
): Range {
  if (period) return { since: startOf(period, now), before: null };
  return {
    since: isDay(from) ? midnight(from) : null,
    before: isDay(to) ? midnight(to, 1) : null,
  };
}

function startOf(period: Period, now: Date): Date {
  if (period === "year") return new Date(now.getFullYear(), 0, 1);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS_BACK[period]);
}

function midnight(day: string, later = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later);
}
