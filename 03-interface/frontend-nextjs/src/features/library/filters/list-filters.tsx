"use client";

import { ArrowDownWideNarrow } from "lucide-react";
import { useTranslations } from "next-intl";
import { ScrollRow } from "@/components/ui/scroll-row";
import { SORTS, type ListChange, type ListQuery } from "@/entities/meeting/list-query";
import { Filter } from "@/features/library/filters/filter";
import { MeetingFilters } from "@/features/library/filters/meeting-filters";
import { StatusFilter } from "@/features/library/filters/status-filter";

type ListFiltersProps = { query: ListQuery; onChange: (change: ListChange) => void };

/** The filters and the sorting of the list. */
export function ListFilters({ query, onChange }: ListFiltersProps) {
  const t = useTranslations("library");
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-x-4">
      <StatusFilter status={query.status} onChange={(status) => onChange({ status })} />
      <ScrollRow className="-mx-4 max-w-[100vw] items-center gap-1 px-2 py-1 sm:-mx-2">
        <MeetingFilters query={query} onChange={onChange} />
        <Filter
          icon={<ArrowDownWideNarrow />}
          label={t("sort")}
          choices={SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
          value={query.sort}
          usual="newest"
          onChange={(sort) => onChange({ sort })}
        />
      </ScrollRow>
    </div>
  );
}
