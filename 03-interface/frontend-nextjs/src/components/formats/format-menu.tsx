"use client";

import { Download } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { MenuFormatItem } from "@/components/formats/menu-format-item";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuTrigger } from "@/components/ui/menu";
import { DEFAULT_TIME_ZONE } from "@/i18n/time-zone";
import { EXPORT_FORMATS } from "@/lib/api/export-address";

type FormatMenuProps = Pick<ComponentProps<typeof Button>, "variant" | "className"> & {
  /** Called with the format that was chosen, and the reader's zone. */
  onPick: (format: (typeof EXPORT_FORMATS)[number], timeZone: string) => void;
  /** What applies to the formats, above them. */
  choice?: ReactNode;
  /** Whatever else the menu offers, below. */
  children?: ReactNode;
};

/** A button that opens the formats of an export. */
export function FormatMenu({ onPick, choice, children, ...button }: FormatMenuProps) {
  const t = useTranslations("export");
  const timeZone = useTimeZone() ?? DEFAULT_TIME_ZONE;
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <Button size="sm" {...button}>
          <Download />
          {t("label")}
        </Button>
      </MenuTrigger>
      <MenuContent className="w-64">
        {choice}
        {EXPORT_FORMATS.map((format) => (
          <MenuFormatItem key={format} format={format} onSelect={() => onPick(format, timeZone)}>
            {t(`formats.${format}`)}
          </MenuFormatItem>
        ))}
        {children}
      </MenuContent>
    </Menu>
  );
}
