"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { FormatMenu } from "@/components/formats/format-menu";
import type { GuestMeeting } from "@/lib/api/client";
import { exportAddress } from "@/lib/api/export-address";
import { useExport } from "@/lib/api/use-export";
import { useTabTitle } from "@/lib/browser/use-tab-title";
import { formatLength } from "@/lib/format/time";

/** Title, date and length of a meeting, until when the link is good, and the exports if it allows them. */
export function GuestHeader({ meeting }: { meeting: GuestMeeting }) {
  const t = useTranslations("guest");
  const locale = useLocale();
  const format = useFormatter();
  useTabTitle(`${meeting.title} · Scribe`, `${t("title")} · Scribe`);
  const moment = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  const facts = [
    moment(meeting.held_at),
    ...(meeting.duration === null ? [] : [formatLength(meeting.duration, locale)]),
    t("until", { date: moment(meeting.expires_at) }),
  ];
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="font-serif text-xl leading-tight font-medium tracking-tight text-balance [overflow-wrap:anywhere] sm:text-3xl">
          <bdi>{meeting.title}</bdi>
        </h1>
        <p className="text-[13px] text-muted-foreground sm:mt-1.5 sm:text-sm">{facts.join(" · ")}</p>
      </div>
      {meeting.exports ? <GuestExports linkId={meeting.link_id} /> : null}
    </header>
  );
}

function GuestExports({ linkId }: { linkId: string }) {
  const save = useExport();
  return (
    <FormatMenu
      className="print:hidden"
      onPick={(format, timeZone) => save(exportAddress(`/api/v1/shared/${linkId}`, format, timeZone))}
    />
  );
}
