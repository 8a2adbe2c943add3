"use client";

import { AudioLines, Ban, CircleAlert, Clock3 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Progress } from "@/components/ui/progress";
import { useMeetingFacts } from "@/features/meetings/meeting-facts";
import { MatchList } from "@/features/library/match-list";
import { MeetingMenu } from "@/features/meetings/meeting-menu";
import { RenameForm } from "@/features/meetings/rename-form";
import type { MeetingActions } from "@/features/meetings/use-meeting-actions";
import type { ListedMeeting, Meeting } from "@/lib/api/client";
import { formatLength } from "@/lib/time";

const ICONS = {
  queued: Clock3,
  processing: AudioLines,
  completed: AudioLines,
  failed: CircleAlert,
  cancelled: Ban,
} as const;

export function MeetingRow({ meeting, actions }: { meeting: ListedMeeting; actions: MeetingActions }) {
  const [isRenaming, setRenaming] = useState(false);
  const Icon = ICONS[meeting.status];
  const facts = useMeetingFacts(meeting);
  const iconColor =
    meeting.status === "failed"
      ? "text-danger"
      : meeting.status === "completed"
        ? "text-accent"
        : "text-muted-foreground";
  return (
    <li className="group relative flex items-start gap-3.5 px-3.5 py-3 transition-colors first:rounded-t-2xl last:rounded-b-2xl hover:bg-muted/60 has-[h3_a:focus-visible]:bg-muted/60 sm:px-4">
      <span className={`flex size-10 shrink-0 items-center justify-center rounded-xl bg-muted ${iconColor}`}>
        <Icon className="size-[18px]" aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <RenameForm
            title={meeting.title}
            onDone={(title) => {
              setRenaming(false);
              if (title !== null) actions.rename(meeting, title);
            }}
          />
        ) : (
          <h3 className="truncate font-medium">
            <Link
              href={`/meetings/${meeting.id}`}
              data-list-stop
              className="rounded-sm after:absolute after:inset-0 after:content-['']"
            >
              {meeting.title}
            </Link>
          </h3>
        )}
        <p className="truncate text-[13px] text-muted-foreground">{facts.join(" · ")}</p>
        <MatchList meeting={meeting} />
      </div>
      <div className="flex h-10 shrink-0 items-center">
        <RowStatus meeting={meeting} />
      </div>
      <div className="relative z-10 flex h-10 items-center">
        <MeetingMenu meeting={meeting} actions={actions} onRename={() => setRenaming(true)} />
      </div>
    </li>
  );
}

function RowStatus({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("meetings");
  const locale = useLocale();
  if (meeting.status === "completed") return null;
  if (meeting.status !== "processing") {
    const color =
      meeting.status === "failed" ? "bg-danger-soft text-danger" : "bg-muted text-muted-foreground";
    return (
      <span className={`shrink-0 rounded-full px-2.5 py-1 text-xs font-medium ${color}`}>
        {t(`statuses.${meeting.status}`)}
      </span>
    );
  }
  return (
    <div className="grid w-24 shrink-0 gap-1.5 sm:w-44">
      <Progress fraction={meeting.fraction} label={t("progressOf", { title: meeting.title })} />
      <p className="truncate text-right text-xs text-muted-foreground tabular-nums">
        {meeting.eta_seconds === null
          ? t("statuses.processing")
          : t("timeLeft", { time: formatLength(meeting.eta_seconds, locale) })}
      </p>
    </div>
  );
}
