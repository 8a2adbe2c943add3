"use client";

import { UserRound, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { OWNERS, type ListChange, type ListQuery } from "@/entities/meeting/list-query";
import { useSpeakerNames } from "@/entities/meeting/meetings";
import { DateFilter } from "@/features/library/filters/date-filter";
import { Filter } from "@/features/library/filters/filter";
import { TagFilter } from "@/features/library/filters/tag-filter";

type MeetingFiltersProps = { query: ListQuery; onChange: (change: ListChange) => void };

/** The filters by who speaks, its tags, when, and whose it is: of the list, and of the meetings that are asked. */
export function MeetingFilters({ query, onChange }: MeetingFiltersProps) {
  const t = useTranslations("library");
  const speakers = useSpeakerNames().data ?? [];
  return (
    <>
      {speakers.length > 0 || query.speaker !== null ? (
        <Filter
          icon={<UserRound />}
          label={t("speaker")}
          anyLabel={t("anySpeaker")}
          choices={speakers.map(({ name, meetings }) => ({
            value: name,
            label: name,
            note: String(meetings),
          }))}
          value={query.speaker}
          onChange={(speaker) => onChange({ speaker })}
        />
      ) : null}
      <TagFilter chosen={query.tags} onChange={(tags) => onChange({ tags: tags.length > 0 ? tags : null })} />
      <DateFilter query={query} onChange={onChange} />
      <Filter
        icon={<Users />}
        label={t("owner")}
        anyLabel={t("anyOwner")}
        choices={OWNERS.map((owner) => ({ value: owner, label: t(`owners.${owner}`) }))}
        value={query.owner}
        onChange={(owner) => onChange({ owner })}
      />
    </>
  );
}
