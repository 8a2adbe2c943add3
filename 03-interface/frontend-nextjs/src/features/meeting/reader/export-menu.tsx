"use client";

import { Download } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { DEFAULT_TIME_ZONE } from "@/i18n/time-zone";
import type { ExportFormat, Meeting } from "@/lib/api/client";
import { exportAddress } from "@/lib/api/export-address";
import { useExport } from "@/lib/api/use-export";

const FORMATS = [
  "docx",
  "pdf",
  "md",
  "txt",
  "srt",
  "vtt",
  "json",
  "rttm",
] as const satisfies readonly ExportFormat[];

export function ExportMenu({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("export");
  const save = useExport();
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
        {FORMATS.map((format) => (
          <MenuItem
            key={format}
            onSelect={() => save(exportAddress(`/api/v1/meetings/${meeting.id}`, format, timeZone))}
          >
            <span className="min-w-0 flex-1">{t(`formats.${format}`)}</span>
            <span className="font-mono text-xs text-muted-foreground">.{format}</span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
