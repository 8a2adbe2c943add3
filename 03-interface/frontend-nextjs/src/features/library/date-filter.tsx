"use client";

import { CalendarDays } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "@/components/cn";
import { Field, Input } from "@/components/ui/field";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { FilterButton } from "@/features/library/filter-menu";
import { isDay, PERIODS, rangeOf } from "@/features/library/period";
import type { ListChange, ListQuery } from "@/features/meetings/meetings-query";

type DateFilterProps = { query: ListQuery; onChange: (change: ListChange) => void };

/** A usual period, or the days between two dates. */
export function DateFilter({ query, onChange }: DateFilterProps) {
  const t = useTranslations("library");
  const [isOpen, setOpen] = useState(false);
  const { period, from, to } = query;
  const isAny = !period && !isDay(from) && !isDay(to);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <FilterButton icon={<CalendarDays />} label={t("date")} value={useDateLabel(query)} />
      </PopoverTrigger>
      <PopoverContent className="w-64" aria-label={t("date")}>
        {[null, ...PERIODS].map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={choice === null ? isAny : period === choice}
            className={cn(
              "flex w-full rounded-md px-2.5 py-1.5 text-sm hover:bg-muted",
              (choice === null ? isAny : period === choice) && "font-medium text-accent",
            )}
            onClick={() => {
              onChange({ period: choice, from: null, to: null });
              setOpen(false);
            }}
          >
            {choice === null ? t("anyDate") : t(`periods.${choice}`)}
          </button>
        ))}
        <div className="mt-1 grid gap-3 border-t border-border p-2.5">
          {(["from", "to"] as const).map((end) => (
            <Field key={end} label={t(end)}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  className="h-9 text-sm"
                  value={query[end] ?? ""}
                  min={end === "to" ? (from ?? undefined) : undefined}
                  max={end === "from" ? (to ?? undefined) : undefined}
                  onChange={(event) => onChange({ period: null, [end]: event.target.value || null })}
                />
              )}
            </Field>
          ))}
        </div>
      </PopoverContent>
    </Popover>
  );
}

function useDateLabel({ period, from, to }: ListQuery): string | undefined {
  const t = useTranslations("library");
  const format = useFormatter();
  if (period) return t(`periods.${period}`);
  const { since } = rangeOf({ period: null, from, to }, new Date());
  const last = rangeOf({ period: null, from: to, to: null }, new Date()).since;
  const day = (date: Date) => format.dateTime(date, { day: "numeric", month: "short", year: "numeric" });
  if (since && last) return t("between", { from: day(since), to: day(last) });
  if (since) return t("after", { from: day(since) });
  return last ? t("until", { to: day(last) }) : undefined;
}
