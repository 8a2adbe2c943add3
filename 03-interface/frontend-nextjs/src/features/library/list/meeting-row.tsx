"use client";

import { AudioLines, Ban, CircleAlert, Clock3 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { cn } from "@/components/cn";
import { RenameForm } from "@/components/rename-form";
import { Progress } from "@/components/ui/progress";
import { MatchList } from "@/features/library/search/match-list";
import type { Searched } from "@/features/library/search/searched-matches";
import { useMeetingFacts } from "@/features/meeting-actions/meeting-facts";
import { MeetingMenuButton } from "@/features/meeting-actions/meeting-menu-button";
import type { MeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import type { ListedMeeting, Meeting } from "@/lib/api/client";
import { formatLength, type DayGroup } from "@/lib/format/time";
import { useProgressNow } from "@/lib/progress/use-progress-now";

const ICONS = {
  queued: Clock3,
  processing: AudioLines,
  completed: AudioLines,
  failed: CircleAlert,
  cancelled: Ban,
} as const;

const LOOKS = {
  queued: "bg-surface text-foreground inset-ring inset-ring-border",
  processing: "bg-muted text-foreground [&_svg]:animate-pulse",
  completed: "bg-muted text-foreground",
  failed: "bg-danger-soft text-danger",
  cancelled: "bg-muted text-muted-foreground",
} as const;

/** What waits goes on by itself; what was cancelled does not. */
const CHIPS = {
  queued: "bg-surface text-foreground inset-ring inset-ring-border-strong",
  failed: "bg-danger-soft text-danger",
  cancelled: "bg-muted text-muted-foreground line-through",
} as const;

type MeetingRowProps = {
  meeting: ListedMeeting;
  actions: MeetingActions;
  /** The group of days that the row is listed under. */
  under: DayGroup | null;
  searched: Searched;
};

export function MeetingRow({ meeting, actions, under, searched }: MeetingRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const Icon = ICONS[meeting.status];
  const facts = useMeetingFacts(meeting, under);
  return (
    <li className="group relative flex items-start gap-3.5 px-3.5 py-3 transition-colors first:rounded-t-2xl last:rounded-b-2xl hover:bg-muted/60 has-[h3_a:focus-visible]:bg-muted/60 sm:px-4">
      <span
        className={cn("flex size-10 shrink-0 items-center justify-center rounded-xl", LOOKS[meeting.status])}
      >
        <Icon className="size-[18px]" aria-hidden />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3.5 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          {isRenaming ? (
            <RenameForm
              title={meeting.title}
              onDone={(title) => {
                setRenaming(false);
                if (title !== null) actions.rename(meeting, title);
              }}
            />
          ) : (
            <h3 className="line-clamp-2 font-medium [overflow-wrap:anywhere] sm:line-clamp-1">
              <Link
                href={`/meetings/${meeting.id}`}
                data-list-stop
                className="rounded-sm after:absolute after:inset-0 after:content-['']"
              >
                {meeting.title}
              </Link>
            </h3>
          )}
          <p className="text-[13px] text-muted-foreground sm:truncate">{facts.join(" · ")}</p>
        </div>
        <RowStatus meeting={meeting} />
        <MatchList meeting={meeting} searched={searched} />
      </div>
      <div className="relative z-10 flex h-10 items-center">
        <MeetingMenuButton meeting={meeting} actions={actions} onRename={() => setRenaming(true)} />
      </div>
    </li>
  );
}

function RowStatus({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("meetings");
  if (meeting.status === "completed") return null;
  if (meeting.status !== "processing") {
    const Icon = ICONS[meeting.status];
    return (
      <span
        className={cn(
          "inline-flex shrink-0 items-center gap-1.5 rounded-full px-2.5 py-1 text-xs font-medium sm:my-2",
          CHIPS[meeting.status],
        )}
      >
        <Icon aria-hidden className="size-3.5" />
        {t(`statuses.${meeting.status}`)}
      </span>
    );
  }
  return <RowProgress meeting={meeting} />;
}

function RowProgress({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("meetings");
  const locale = useLocale();
  const { fraction, secondsLeft } = useProgressNow(meeting);
  return (
    <div className="grid w-full gap-1.5 sm:my-2 sm:w-44">
      <Progress fraction={fraction} label={t("progressOf", { title: meeting.title })} />
      <p className="truncate text-xs text-muted-foreground tabular-nums sm:text-right">
        {secondsLeft === null
          ? t("statuses.processing")
          : t("timeLeft", { time: formatLength(secondsLeft, locale) })}
      </p>
    </div>
  );
}
