"use client";

import { Download } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuTrigger } from "@/components/ui/menu";
import { MenuFormatItem } from "@/components/ui/menu-format-item";
import { hasResult } from "@/entities/meeting/meetings";
import { DEFAULT_TIME_ZONE } from "@/i18n/time-zone";
import type { Meeting } from "@/lib/api/client";
import { bundleAddress, EXPORT_FORMATS } from "@/lib/api/export-address";
import { useExport } from "@/lib/api/use-export";
import { toast } from "@/lib/toast";

/** The formats in which the chosen meetings are exported as one archive. */
export function BundleMenu({ meetings }: { meetings: readonly Meeting[] }) {
  const t = useTranslations("export");
  const selection = useTranslations("selection");
  const save = useExport();
  const timeZone = useTimeZone() ?? DEFAULT_TIME_ZONE;
  const ready = meetings.filter(hasResult);
  const tellMissing = () => {
    for (const { id, title } of meetings) {
      if (!ready.some((meeting) => meeting.id === id)) toast.error(selection("notReady", { title }));
    }
  };
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <Button variant="ghost" size="sm">
          <Download />
          {t("label")}
        </Button>
      </MenuTrigger>
      <MenuContent className="w-64">
        {EXPORT_FORMATS.map((format) => (
          <MenuFormatItem
            key={format}
            format={format}
            onSelect={() => {
              tellMissing();
              if (ready.length > 0) save(bundleAddress(ready, format, timeZone));
            }}
          >
            {t(`formats.${format}`)}
          </MenuFormatItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
