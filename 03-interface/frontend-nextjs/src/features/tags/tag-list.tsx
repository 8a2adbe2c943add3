"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { TagChip } from "@/features/tags/tag-chip";
import type { Meeting } from "@/lib/api/client";

/** The tags on a meeting. */
export function TagList({ meeting, className }: { meeting: Meeting; className?: string }) {
  const t = useTranslations("tags");
  if (meeting.tags.length === 0) return null;
  return (
    <ul aria-label={t("of", { title: meeting.title })} className={cn("flex flex-wrap gap-1", className)}>
      {meeting.tags.map((tag) => (
        <li key={tag.id} className="flex min-w-0">
          <TagChip tag={tag} />
        </li>
      ))}
    </ul>
  );
}
