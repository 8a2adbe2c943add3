"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { reveal, ScrollRow } from "@/components/ui/scroll-row";
import { STATUSES } from "@/entities/meeting/list-query";
import type { MeetingStatus } from "@/lib/api/client";

type StatusFilterProps = { status: MeetingStatus | null; onChange: (status: MeetingStatus | null) => void };

export function StatusFilter({ status, onChange }: StatusFilterProps) {
  const t = useTranslations("meetings");
  return (
    <ScrollRow
      role="group"
      aria-label={t("filter")}
      className="-mx-4 max-w-[100vw] gap-1 px-4 py-1 sm:mx-0 sm:px-0"
    >
      {[null, ...STATUSES].map((choice) => (
        <button
          key={choice}
          ref={status === choice ? reveal : undefined}
          type="button"
          aria-pressed={status === choice}
          onClick={() => onChange(choice)}
          className={cn(
            "shrink-0 rounded-full px-3 py-1 text-[13px] font-medium text-muted-foreground transition-colors hover:bg-muted hover:text-foreground",
            status === choice &&
              "bg-primary text-primary-foreground hover:bg-primary hover:text-primary-foreground",
          )}
        >
          {choice === null ? t("all") : t(`filters.${choice}`)}
        </button>
      ))}
    </ScrollRow>
  );
}
