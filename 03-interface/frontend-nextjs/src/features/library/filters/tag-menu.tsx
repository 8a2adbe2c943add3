"use client";

import { useTranslations } from "next-intl";
import { Menu, MenuCheckboxItem, MenuContent, MenuTrigger } from "@/components/ui/menu";
import type { Opened } from "@/components/ui/opener";
import { TagDot } from "@/features/tags/tag-chip";
import type { Tag } from "@/lib/api/client";

type TagMenuProps = {
  tags: readonly Tag[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
};

/** A choice of several tags; it stays open while one chooses. */
export function TagMenu({ trigger, tags, chosen, onChange }: TagMenuProps & Opened) {
  const t = useTranslations("tags");
  return (
    <Menu defaultOpen modal={false}>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="start" className="max-h-80 max-w-72">
        <MenuCheckboxItem checked={chosen.length === 0} onCheckedChange={() => onChange([])}>
          {t("anyTag")}
        </MenuCheckboxItem>
        {tags.map(({ id, name, color, meetings }) => (
          <MenuCheckboxItem
            key={id}
            checked={chosen.includes(id)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(isOn) =>
              onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          >
            <TagDot color={color} />
            <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
            <span className="text-xs text-muted-foreground tabular-nums">{meetings}</span>
          </MenuCheckboxItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
