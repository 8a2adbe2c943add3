"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useRetention } from "@/features/meeting-actions/retention";

/** What will be deleted of a meeting, and when, or what keeps it; nothing where it is kept for ever. */
export function RetentionLine({ meetingId }: { meetingId: string }) {
  const t = useTranslations("retention");
  const format = useFormatter();
  const kept = useRetention(meetingId).data;
  if (!kept) return null;
  const { hold, recording_deleted_at, recording_until, transcript_until } = kept;
  const dateOf = (moment: string) => format.dateTime(new Date(moment), { dateStyle: "medium" });
  const said = [
    ...(hold ? [t("held", { name: hold.by, date: dateOf(hold.at), reason: hold.reason })] : []),
    ...(recording_deleted_at ? [t("recordingDeleted", { date: dateOf(recording_deleted_at) })] : []),
    ...(recording_until && recording_until !== transcript_until
      ? [t("recordingUntil", { date: dateOf(recording_until) })]
      : []),
    ...(transcript_until ? [t("meetingUntil", { date: dateOf(transcript_until) })] : []),
  ];
  if (said.length === 0) return null;
  return <p className="mt-1 text-[13px] text-warning">{said.join(" · ")}</p>;
}
