"use client";

import { useTranslations } from "next-intl";
import { MeetingRow } from "@/features/meetings/meeting-row";
import { useMeetingActions } from "@/features/meetings/use-meeting-actions";
import type { Meeting } from "@/lib/api/client";
import { dayGroup, type DayGroup } from "@/lib/time";

/** One page of meetings under headings of days. */
export function MeetingList({ meetings }: { meetings: readonly Meeting[] }) {
  const t = useTranslations("meetings");
  const actions = useMeetingActions();
  const now = new Date();
  const shown = meetings.filter(({ id }) => !actions.hidden.has(id));
  const groups = groupByDay(shown, now);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {[...groups].map(([group, members]) => (
        <section key={group} aria-label={t(`days.${group}`)}>
          <h2 className="mb-2 text-[13px] font-medium text-muted-foreground">{t(`days.${group}`)}</h2>
          <ul className="divide-y divide-border rounded-2xl border border-border bg-surface">
            {members.map((meeting) => (
              <MeetingRow key={meeting.id} meeting={meeting} actions={actions} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function groupByDay(meetings: readonly Meeting[], now: Date): Map<DayGroup, Meeting[]> {
  const groups = new Map<DayGroup, Meeting[]>();
  for (const meeting of meetings) {
    const group = dayGroup(new Date(meeting.created_at), now);
    groups.set(group, [...(groups.get(group) ?? []), meeting]);
  }
  return groups;
}
