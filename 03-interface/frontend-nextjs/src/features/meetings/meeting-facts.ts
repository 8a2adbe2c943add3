import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Meeting } from "@/lib/api/client";
import { formatSize } from "@/lib/size";
import { formatLength } from "@/lib/time";

/** What is known of a meeting, in a few words each: when, how long, how many people, which language, who has it. */
export function useMeetingFacts(meeting: Meeting): string[] {
  const t = useTranslations("meetings");
  const locale = useLocale();
  const format = useFormatter();
  const facts = [format.dateTime(new Date(meeting.created_at), { dateStyle: "medium", timeStyle: "short" })];
  facts.push(
    meeting.duration === null
      ? formatSize(meeting.size_bytes, locale)
      : formatLength(meeting.duration, locale),
  );
  if (meeting.speakers !== null) facts.push(t("people", { count: meeting.speakers }));
  if (meeting.language !== null) {
    facts.push(new Intl.DisplayNames(locale, { type: "language" }).of(meeting.language) ?? meeting.language);
  }
  if (meeting.permission !== "owner") facts.unshift(t("sharedBy", { name: meeting.owner_name }));
  else if (meeting.shares > 0) facts.push(t("sharedWith", { count: meeting.shares }));
  return facts;
}
