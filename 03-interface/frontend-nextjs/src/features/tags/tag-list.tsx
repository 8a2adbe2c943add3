"use client";

import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { TagChip } from "@/features/tags/tag-chip";
import type { Meeting } from "@/lib/api/client";
import { isolate } from "@/lib/format/isolate";

type TagListProps = {
  meeting: Meeting;
  className?: string;
  /** How many a phone shows; of the others only their number and, to those who listen, their names. */
  mostOnPhones?: number;
};

/** The tags on a meeting. */
export function TagList({ meeting, className, mostOnPhones = Infinity }: TagListProps) {
  const t = useTranslations("tags");
  const format = useFormatter();
  if (meeting.tags.length === 0) return null;
  const others = meeting.tags.slice(mostOnPhones).map(({ name }) => isolate(name));
  return (
    <ul aria-label={t("of", { title: meeting.title })} className={cn("flex flex-wrap gap-1", className)}>
      {meeting.tags.map((tag, at) => (
        <li key={tag.id} className={cn("flex min-w-0", at >= mostOnPhones && "max-sm:hidden")}>
          <TagChip tag={tag} />
        </li>
      ))}
      {others.length > 0 ? (
        <li className="rounded-full border border-border bg-surface px-2 text-xs leading-5 text-muted-foreground sm:hidden">
          <span aria-hidden>+{others.length}</span>
          <span className="sr-only">{format.list(others)}</span>
        </li>
      ) : null}
    </ul>
  );
}
