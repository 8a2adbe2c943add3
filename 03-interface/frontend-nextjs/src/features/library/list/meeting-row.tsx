"use client";

import { Ban, CircleAlert, Clock3 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { cn } from "@/components/cn";
import { RenameForm } from "@/components/rename-form";
import { Progress } from "@/components/ui/progress";
import { Opening } from "@/features/library/list/opening";
import type { Searched } from "@/features/library/search/searched-matches";
import { SelectBox } from "@/features/library/selection/select-box";
import { useMeetingFacts } from "@/features/meeting-actions/meeting-facts";
import { MeetingMenuButton } from "@/features/meeting-actions/meeting-menu-button";
import type { MeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import { TagList } from "@/features/tags/tag-list";
import type { ListedMeeting, Meeting } from "@/lib/api/client";
import { loadPart } from "@/lib/browser/load-part";
import { formatLength, type DayGroup } from "@/lib/format/time";
import { useProgressNow } from "@/lib/progress/use-progress-now";

const MatchList = dynamic(
  () => loadPart(() => import("@/features/library/search/match-list").then((module) => module.MatchList)),
  { ssr: false },
);

/** As many as leave room for the facts beside them on a phone. */
const MOST_TAGS = 2;

const ICONS = { queued: Clock3, failed: CircleAlert, cancelled: Ban } as const;

/** What waits goes on by itself; what was cancelled does not. */
const CHIPS = {
  queued: "bg-surface text-foreground inset-ring inset-ring-border-strong",
  failed: "bg-danger-soft text-danger",
  cancelled: "bg-muted text-muted-foreground",
} as const;

/** Longest fact that stays on one line: of longer ones, a phone has no room for the whole. */
const SHORT = 24;

/** Return a fact that is not broken between a number and its unit, unless it is long. */
function keepTogether(fact: string): string {
  return fact.length <= SHORT ? fact.replaceAll(" ", "\u00a0") : fact;
}

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
              <h3
                className={cn(
                  "line-clamp-2 font-medium [overflow-wrap:anywhere] max-sm:w-full sm:line-clamp-1",
                  // What stands before the facts takes the room that is left: they are at the right of a line that
                  // they share, and at the left of one that they have for themselves.
                  meeting.tags.length === 0 && "sm:grow",
                )}
              >
                <Link
                  href={`/meetings/${meeting.id}`}
                  data-list-stop
                  className="rounded-sm after:absolute after:inset-0 after:content-['']"
                >
                  <bdi>{meeting.title}</bdi>
                </Link>
              </h3>
            )}
            <TagList meeting={meeting} mostOnPhones={MOST_TAGS} className="sm:grow" />
            {/* Browsers may write a date in other words than the server. */}
            <p suppressHydrationWarning className="text-[13px] text-muted-foreground">
              {facts.map(keepTogether).join(" · ")}
            </p>
          </div>
          {meeting.opening && meeting.match_count === 0 ? <Opening opening={meeting.opening} /> : null}
        </div>
        <RowStatus meeting={meeting} />
        {meeting.matches.length > 0 ? <MatchList meeting={meeting} searched={searched} /> : null}
      </div>
      <div className="relative z-10 flex h-7 items-center">
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
          "inline-flex shrink-0 items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium",
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
    <div className="grid w-full gap-1 pt-1.5 sm:w-44">
      <Progress fraction={fraction} label={t("progressOf", { title: meeting.title })} />
      <p className="truncate text-xs text-muted-foreground tabular-nums sm:text-right">
        {secondsLeft === null
          ? t("statuses.processing")
          : t("timeLeft", { time: formatLength(secondsLeft, locale) })}
      </p>
    </div>
  );
}
