"use client";

import { Tags } from "lucide-react";
import { useTranslations } from "next-intl";
import { Opener } from "@/components/ui/opener";
import { useTags } from "@/entities/meeting/tags";
import { FilterButton } from "@/features/library/filters/filter-button";

const load = () => import("@/features/library/filters/tag-menu").then((module) => module.TagMenu);

type TagFilterProps = { chosen: readonly string[]; onChange: (ids: string[]) => void };

/** The filter by tags: meetings that bear all the chosen ones. */
export function TagFilter({ chosen, onChange }: TagFilterProps) {
  const t = useTranslations("tags");
  const tags = useTags().data ?? [];
  if (tags.length === 0 && chosen.length === 0) return null;
  const names = chosen.map((id) => tags.find((tag) => tag.id === id)?.name ?? t("gone"));
  return (
    <Opener
      load={load}
      content={{ tags, chosen, onChange }}
      trigger={
        <FilterButton
          icon={<Tags />}
          label={t("filter")}
          value={names.length > 0 ? names.join(", ") : undefined}
        />
      }
    />
  );
}
