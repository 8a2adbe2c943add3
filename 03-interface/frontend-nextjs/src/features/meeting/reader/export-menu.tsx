"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormatMenu } from "@/components/formats/format-menu";
import { MenuFormatItem } from "@/components/formats/menu-format-item";
import { MenuCheckboxItem, MenuSeparator } from "@/components/ui/menu";
import type { Meeting } from "@/lib/api/client";
import { AUDIO_FORMATS, audioAddress, DOCUMENT_FORMATS, exportAddress } from "@/lib/api/export-address";
import { useExport } from "@/lib/api/use-export";

const WITH_COMMENTS = new Set<string>(DOCUMENT_FORMATS);

type ExportMenuProps = { meeting: Meeting; hasComments: boolean };

export function ExportMenu({ meeting, hasComments }: ExportMenuProps) {
  const t = useTranslations("export");
  const save = useExport();
  const [wantsComments, setWantsComments] = useState(false);
  return (
    <FormatMenu
      choice={
        hasComments ? (
          <>
            <MenuCheckboxItem
              checked={wantsComments}
              onCheckedChange={setWantsComments}
              onSelect={(event) => event.preventDefault()}
            >
              {t("withComments")}
            </MenuCheckboxItem>
            <MenuSeparator />
          </>
        ) : null
      }
      onPick={(format, timeZone) => {
        const more: Record<string, string> =
          hasComments && wantsComments && WITH_COMMENTS.has(format) ? { comments: "true" } : {};
        save(exportAddress(`/api/v1/meetings/${meeting.id}`, format, timeZone, more));
      }}
    >
      {meeting.has_recording ? (
        <>
          <MenuSeparator />
          {AUDIO_FORMATS.map((format) => (
            <MenuFormatItem
              key={format}
              format={format}
              onSelect={() => save(audioAddress(meeting.id, format), `/api/v1/meetings/${meeting.id}/audio`)}
            >
              {t(`audio.${format}`)}
            </MenuFormatItem>
          ))}
        </>
      ) : null}
    </FormatMenu>
  );
}
