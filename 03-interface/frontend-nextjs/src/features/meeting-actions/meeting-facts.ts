import { useFormatter, useLocale, useTranslations } from "next-intl";
import { hasResult } from "@/entities/meeting/meetings";
import type { Meeting } from "@/lib/api/client";
import { isolate } from "@/lib/format/isolate";
import { formatSize } from "@/lib/format/size";
import { formatLength, timeOfDay, type DayGroup } from "@/lib/format/time";

function when(under: DayGroup | null, locale: string) {
  switch (under) {
    case "today":
    case "yesterday":
      return timeOfDay(locale);
    case "week":
      return { weekday: "long", ...timeOfDay(locale) } as const;
    case "older":
      return { dateStyle: "medium" } as const;
    case null:
      return { dateStyle: "medium", timeStyle: "short" } as const;
  }
}

/**
 * Return the facts of a meeting, a few words each: time, duration, people, language, sharing. `under` is the day group
 * that the meeting is listed under: the time need not repeat it.
 */
export function useMeetingFacts(meeting: Meeting, under: DayGroup | null = null): string[] {
  const t = useTranslations("meetings");
  const locale = useLocale();
  const format = useFormatter();
  const facts = [format.dateTime(new Date(meeting.held_at), when(under, locale))];
  facts.push(
    meeting.duration === null
      ? formatSize(meeting.size_bytes, locale)
      : formatLength(meeting.duration, locale),
  );
  // That nobody speaks is known once all has been heard, and then the language says nothing.
  const isSilent = meeting.speakers === 0;
  if (meeting.speakers !== null && (!isSilent || hasResult(meeting)))
    facts.push(t("people", { count: meeting.speakers }));
  // Most meetings are in the user's own language: only another one is worth the space.
  if (meeting.language !== null && meeting.language !== locale && !isSilent) {
    facts.push(new Intl.DisplayNames(locale, { type: "language" }).of(meeting.language) ?? meeting.language);
  }
  if (meeting.permission !== "owner") facts.unshift(t("sharedBy", { name: isolate(meeting.owner_name) }));
  else if (meeting.shares > 0) facts.push(t("sharedWith", { count: meeting.shares }));
  if (meeting.groups.length > 0) {
    const groups = format.list(meeting.groups.map(isolate), { type: "conjunction" });
    facts.push(t("sharedWithGroups", { groups }));
  }
  return facts;
}
