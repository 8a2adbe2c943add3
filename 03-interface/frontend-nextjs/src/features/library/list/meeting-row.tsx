"use client";

import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { cn } from "@/components/cn";
import { RenameForm } from "@/components/rename-form";
import { Progress } from "@/components/ui/progress";
import { Opening } from "@/features/library/list/opening";
import { MatchList } from "@/features/library/search/match-list";
import type { Searched } from "@/features/library/search/searched-matches";
import { SelectBox } from "@/features/library/selection/select-box";
import { useMeetingFacts } from "@/features/meeting-actions/meeting-facts";
import { MeetingMenuButton } from "@/features/meeting-actions/meeting-menu-button";
import type { MeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import { TagList } from "@/features/tags/tag-list";
import type { ListedMeeting, Meeting } from "@/lib/api/client";
import { formatLength, type DayGroup } from "@/lib/format/time";

type MeetingRowProps = {
  meeting: ListedMeeting;
  actions: MeetingActions;
  /** The group of days that the row is listed under. */
  under: DayGroup | null;
  searched: Searched;
  isSelected: boolean;
  onSelect: (isRange: boolean) => void;
};

export function MeetingRow({ meeting, actions, under, searched, isSelected, onSelect }: MeetingRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const facts = useMeetingFacts(meeting, under);
  return (
    <li
      data-meeting={meeting.id}
      className={cn(
        "group relative flex items-start gap-1.5 py-2 pr-2 pl-3.5 transition-colors first:rounded-t-2xl last:rounded-b-2xl hover:bg-muted/60 has-[h3_a:focus-visible]:bg-muted/60 sm:pl-4",
        isSelected && "bg-muted hover:bg-muted",
      )}
    >
      <SelectBox title={meeting.title} isSelected={isSelected} onToggle={onSelect} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3.5 gap-y-1.5 pt-0.5">
        <div className="min-w-0 flex-1 basis-52">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
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
            <TagList meeting={meeting} />
            <p className="text-[13px] text-muted-foreground sm:ml-auto sm:shrink-0">{facts.join(" · ")}</p>
          </div>
          {meeting.opening && meeting.match_count === 0 ? <Opening opening={meeting.opening} /> : null}
        </div>
        <RowStatus meeting={meeting} />
        <MatchList meeting={meeting} searched={searched} />
      </div>
      <div className="relative z-10 flex h-7 items-center">
        <MeetingMenuButton meeting={meeting} actions={actions} onRename={() => setRenaming(true)} />
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
      <span className={`shrink-0 rounded-full px-2.5 py-0.5 text-xs font-medium ${color}`}>
        {t(`statuses.${meeting.status}`)}
      </span>
    );
  }
  return (
    <div className="grid w-full gap-1 pt-1.5 sm:w-44">
      <Progress fraction={meeting.fraction} label={t("progressOf", { title: meeting.title })} />
      <p className="truncate text-xs text-muted-foreground tabular-nums sm:text-right">
        {meeting.eta_seconds === null
          ? t("statuses.processing")
          : t("timeLeft", { time: formatLength(meeting.eta_seconds, locale) })}
      </p>
    </div>
  );
}
