"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { MeetingRow } from "@/features/library/list/meeting-row";
import type { Searched } from "@/features/library/search/searched-matches";
import type { MeetingSelection } from "@/features/library/selection/use-selection";
import type { MeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import type { ListedMeeting } from "@/lib/api/client";
import { dayGroup, type DayGroup } from "@/lib/format/time";

type MeetingListProps = {
  meetings: readonly ListedMeeting[];
  actions: MeetingActions;
  selection: MeetingSelection;
  isByDay: boolean;
  searched: Searched;
};

/** One page of meetings, grouped by day when sorted by date. */
export function MeetingList({ meetings, actions, selection, isByDay, searched }: MeetingListProps) {
  const t = useTranslations("meetings");
  const zone = useTimeZone();
  const groups = isByDay ? groupByDay(meetings, new Date(), zone) : new Map([[null, meetings]]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {[...groups].map(([group, members]) => (
        <section key={group} aria-label={group === null ? t("title") : t(`days.${group}`)}>
          {group === null ? null : (
            <h2 className="mb-2 text-[13px] font-medium text-muted-foreground">{t(`days.${group}`)}</h2>
          )}
          <ul className="divide-y divide-border rounded-2xl border border-border bg-surface">
            {members.map((meeting) => (
              <MeetingRow
                key={meeting.id}
                meeting={meeting}
                actions={actions}
                under={group}
                searched={searched}
                isSelected={selection.isSelected(meeting.id)}
                onSelect={(isRange) => selection.toggle(meeting.id, isRange)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function groupByDay(
  meetings: readonly ListedMeeting[],
  now: Date,
  zone: string | undefined,
): Map<DayGroup | null, ListedMeeting[]> {
  const groups = new Map<DayGroup | null, ListedMeeting[]>();
  for (const meeting of meetings) {
    const group = dayGroup(new Date(meeting.held_at), now, zone);
    groups.set(group, [...(groups.get(group) ?? []), meeting]);
  }
  return groups;
}
