"use client";

import { CalendarDays } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Opener } from "@/components/ui/opener";
import type { ListQuery } from "@/entities/meeting/list-query";
import { rangeOf } from "@/entities/meeting/period";
import type { DatePickerProps } from "@/features/library/filters/date-picker";
import { FilterButton } from "@/features/library/filters/filter-button";

const load = () => import("@/features/library/filters/date-picker").then((module) => module.DatePicker);

export function DateFilter(props: DatePickerProps) {
  const t = useTranslations("library");
  return (
    <Opener
      kind="dialog"
      load={load}
      content={props}
      trigger={<FilterButton icon={<CalendarDays />} label={t("date")} value={useDateLabel(props.query)} />}
    />
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
