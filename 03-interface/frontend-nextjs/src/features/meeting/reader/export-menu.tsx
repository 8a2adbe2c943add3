"use client";

import { Download } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Menu,
  MenuCheckboxItem,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { DEFAULT_TIME_ZONE } from "@/i18n/time-zone";
import type { Meeting } from "@/lib/api/client";
import { AUDIO_FORMATS, audioAddress, EXPORT_FORMATS, exportAddress } from "@/lib/api/export-address";
import { useExport } from "@/lib/api/use-export";

const WITH_COMMENTS = new Set<string>(["docx", "pdf", "md", "txt"]);

type ExportMenuProps = { meeting: Meeting; hasComments: boolean };

export function ExportMenu({ meeting, hasComments }: ExportMenuProps) {
  const t = useTranslations("export");
  const save = useExport();
  const [wantsComments, setWantsComments] = useState(false);
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
          <MenuItem
            key={format}
            onSelect={() => {
              const more: Record<string, string> =
                hasComments && wantsComments && WITH_COMMENTS.has(format) ? { comments: "true" } : {};
              save(exportAddress(`/api/v1/meetings/${meeting.id}`, format, timeZone, more));
            }}
          >
            <span className="min-w-0 flex-1">{t(`formats.${format}`)}</span>
            <span className="font-mono text-xs text-muted-foreground">.{format}</span>
          </MenuItem>
        ))}
        {meeting.has_recording ? (
          <>
            <MenuSeparator />
            {AUDIO_FORMATS.map((format) => (
              <MenuItem
                key={format}
                onSelect={() =>
                  save(audioAddress(meeting.id, format), `/api/v1/meetings/${meeting.id}/audio`)
                }
              >
                <span className="min-w-0 flex-1">{t("audio")}</span>
                <span className="font-mono text-xs text-muted-foreground">.{format}</span>
              </MenuItem>
            ))}
          </>
        ) : null}
        {hasComments ? (
          <>
            <MenuSeparator />
            <MenuCheckboxItem
              checked={wantsComments}
              onCheckedChange={setWantsComments}
              onSelect={(event) => event.preventDefault()}
            >
              {t("withComments")}
            </MenuCheckboxItem>
          </>
        ) : null}
      </MenuContent>
    </Menu>
  );
}
