"use client";

import { Download } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { DEFAULT_TIME_ZONE } from "@/i18n/time-zone";
import type { Meeting } from "@/lib/api/client";
import { EXPORT_FORMATS, exportAddress } from "@/lib/api/export-address";

export function ExportMenu({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("export");
  const timeZone = useTimeZone() ?? DEFAULT_TIME_ZONE;
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <Button size="sm">
          <Download />
          {t("label")}
        </Button>
      </MenuTrigger>
      <MenuContent className="w-64">
        {EXPORT_FORMATS.map((format) => (
          <MenuItem key={format} asChild>
            <a href={exportAddress(`/api/v1/meetings/${meeting.id}`, format, timeZone)} download>
              <span className="min-w-0 flex-1">{t(`formats.${format}`)}</span>
              <span className="font-mono text-xs text-muted-foreground">.{format}</span>
            </a>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
