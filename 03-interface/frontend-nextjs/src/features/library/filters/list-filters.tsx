"use client";

import { ArrowDownWideNarrow, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ScrollRow } from "@/components/ui/scroll-row";
import {
  isFiltered,
  SORTS,
  WITHOUT_FILTERS,
  type ListChange,
  type ListQuery,
} from "@/entities/meeting/list-query";
import { Filter } from "@/features/library/filters/filter";
import { MeetingFilters } from "@/features/library/filters/meeting-filters";
import { StatusFilter } from "@/features/library/filters/status-filter";

type ListFiltersProps = { query: ListQuery; onChange: (change: ListChange) => void };

/** The filters and the sorting of the list. */
export function ListFilters({ query, onChange }: ListFiltersProps) {
  const t = useTranslations("library");
  const common = useTranslations("common");
  return (
    <div className="mb-5 grid grid-cols-[minmax(0,1fr)]">
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
        {isFiltered({ ...query, q: "" }) ? (
          <Button
            variant="ghost"
            size="sm"
            className="text-muted-foreground"
            onClick={() => onChange({ ...WITHOUT_FILTERS, q: query.q || null })}
          >
            <X />
            {common("clearFilters")}
          </Button>
        ) : null}
      </ScrollRow>
    </div>
  );
}
