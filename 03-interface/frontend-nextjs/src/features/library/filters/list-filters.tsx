"use client";

import { ArrowDownWideNarrow, UserRound, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { OWNERS, SORTS, type ListChange, type ListQuery } from "@/entities/meeting/list-query";
import { useSpeakerNames } from "@/entities/meeting/meetings";
import { DateFilter } from "@/features/library/filters/date-filter";
import { Filter } from "@/features/library/filters/filter";
import { StatusFilter } from "@/features/library/filters/status-filter";

type ListFiltersProps = { query: ListQuery; onChange: (change: ListChange) => void };

/** The filters and the sorting of the list. */
export function ListFilters({ query, onChange }: ListFiltersProps) {
  const t = useTranslations("library");
  const speakers = useSpeakerNames().data ?? [];
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-x-4">
      <StatusFilter status={query.status} onChange={(status) => onChange({ status })} />
      <div className="-mx-4 flex max-w-[100vw] min-w-0 items-center gap-1 overflow-x-auto px-2 py-1 sm:-mx-2">
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
        <DateFilter query={query} onChange={onChange} />
        <Filter
          icon={<Users />}
          label={t("owner")}
          anyLabel={t("anyOwner")}
          choices={OWNERS.map((owner) => ({ value: owner, label: t(`owners.${owner}`) }))}
          value={query.owner}
          onChange={(owner) => onChange({ owner })}
        />
        <Filter
          icon={<ArrowDownWideNarrow />}
          label={t("sort")}
          choices={SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
          value={query.sort}
          usual="newest"
          onChange={(sort) => onChange({ sort })}
        />
      </div>
    </div>
  );
}
