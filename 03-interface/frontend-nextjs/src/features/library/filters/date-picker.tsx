"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field, Input } from "@/components/ui/field";
import type { Opened } from "@/components/ui/opener";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ListChange, ListQuery } from "@/entities/meeting/list-query";
import { isDay, PERIODS } from "@/entities/meeting/period";

export type DatePickerProps = { query: ListQuery; onChange: (change: ListChange) => void };

/** A choice of common periods, or of a range of two dates. */
export function DatePicker({ trigger, query, onChange }: DatePickerProps & Opened) {
  const t = useTranslations("library");
  const [isOpen, setOpen] = useState(true);
  const { period, from, to } = query;
  const isAny = !period && !isDay(from) && !isDay(to);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent align="start" className="w-64" aria-label={t("date")}>
        {[null, ...PERIODS].map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={choice === null ? isAny : period === choice}
            className="flex w-full items-center justify-between rounded-md px-2.5 py-1.5 text-sm -outline-offset-2 hover:bg-muted"
            onClick={() => {
              onChange({ period: choice, from: null, to: null });
              setOpen(false);
            }}
          >
            {choice === null ? t("anyDate") : t(`periods.${choice}`)}
            {(choice === null ? isAny : period === choice) ? (
              <Check className="size-4 text-muted-foreground" />
            ) : null}
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
