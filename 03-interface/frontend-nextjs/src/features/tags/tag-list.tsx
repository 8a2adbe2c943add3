"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { TagChip } from "@/features/tags/tag-chip";
import type { Meeting } from "@/lib/api/client";

type TagListProps = {
  meeting: Meeting;
  className?: string;
  /** How many are shown; of the others only their number and, to those who point at it or listen, their names. */
  most?: number;
};

/** The tags on a meeting. */
export function TagList({ meeting, className, most = Infinity }: TagListProps) {
  const t = useTranslations("tags");
  if (meeting.tags.length === 0) return null;
  const shown = meeting.tags.slice(0, most);
  const others = meeting.tags.slice(most).map(({ name }) => name);
  return (
    <ul aria-label={t("of", { title: meeting.title })} className={cn("flex flex-wrap gap-1", className)}>
      {shown.map((tag) => (
        <li key={tag.id} className="flex min-w-0">
          <TagChip tag={tag} />
        </li>
      ))}
      {others.length > 0 ? (
        <li
          title={others.join(", ")}
          className="relative z-10 rounded-full border border-border bg-surface px-2 text-xs leading-5 text-muted-foreground"
        >
          <span aria-hidden>+{others.length}</span>
          <span className="sr-only">{others.join(", ")}</span>
        </li>
      ) : null}
    </ul>
  );
}
