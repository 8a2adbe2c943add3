"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import { TAG_COLORS } from "@/entities/meeting/tags";
import { TagDot } from "@/features/tags/tag-chip";
import type { TagColor } from "@/lib/api/client";

type ColorPickerProps = { label: string; color: TagColor; onChange: (color: TagColor) => void };

/** A button of a color, whose menu has the others by name. */
export function ColorPicker({ label, color, onChange }: ColorPickerProps) {
  const t = useTranslations("tags");
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`${label}, ${t(`colors.${color}`)}`}>
          <TagDot color={color} className="size-3.5" />
        </Button>
      </MenuTrigger>
      <MenuContent align="start">
        <MenuRadioGroup value={color} onValueChange={(chosen) => onChange(chosen as TagColor)}>
          {TAG_COLORS.map((each) => (
            <MenuRadioItem key={each} value={each}>
              <TagDot color={each} />
              {t(`colors.${each}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
