"use client";

import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { cn } from "@/components/cn";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useEntries } from "@/features/administration/audit/audit";
import { ChainCheck } from "@/features/administration/audit/chain-check";
import { EntryTable } from "@/features/administration/audit/entry-table";
import { FilterForm } from "@/features/administration/audit/filter-form";
import { exportAddress, GROUP_NAMES, RESULTS } from "@/features/administration/audit/filters";
import { useExport } from "@/lib/api/use-export";

const PLACE = {
  q: parseAsString.withDefault(""),
  group: parseAsStringLiteral(GROUP_NAMES),
  result: parseAsStringLiteral(RESULTS),
  since: parseAsString,
  until: parseAsString,
};

export function AuditScreen() {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const save = useExport();
  const [filters, setFilters] = useQueryStates(PLACE);
  const entries = useEntries(filters);
  const isFiltered = Object.values(filters).some((wanted) => wanted !== null && wanted !== "");
  const listed = entries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8 sm:px-6 sm:py-10">
      <header className="grid gap-1.5">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        <p className="text-[15px] text-muted-foreground">{t("lead")}</p>
      </header>
      <ChainCheck />
      <FilterForm filters={filters} onChange={(changed) => void setFilters(changed)} />
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" onClick={() => void entries.refetch()} disabled={entries.isFetching}>
          {t("refresh")}
        </Button>
        {(["jsonl", "syslog"] as const).map((format) => (
          <Button
            key={format}
            size="sm"
            disabled={entries.data !== undefined && listed.length === 0}
            onClick={() => save(exportAddress(filters, format))}
          >
            {t(`export.${format}`)}
          </Button>
        ))}
      </div>
      {entries.isPending ? <Skeleton className="h-64 w-full rounded-2xl" /> : null}
      {entries.error ? <ProblemNotice error={entries.error} onRetry={() => void entries.refetch()} /> : null}
      {entries.data && listed.length === 0 ? (
        <div className="grid justify-items-center gap-3 py-10 text-center text-muted-foreground">
          <p>{t("none")}</p>
          {isFiltered ? (
            <Button size="sm" className="text-foreground" onClick={() => void setFilters(null)}>
              {common("clearFilters")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {listed.length > 0 ? (
        <div className={cn("transition-opacity", entries.isPlaceholderData && "opacity-60")}>
          <EntryTable entries={listed} />
        </div>
      ) : null}
      {entries.hasNextPage && !entries.isPlaceholderData ? (
        <div className="flex justify-center">
          <Button onClick={() => void entries.fetchNextPage()} disabled={entries.isFetchingNextPage}>
            {t("older")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
