"use client";

import { Download } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { hasResult } from "@/entities/meeting/meetings";
import { DEFAULT_TIME_ZONE } from "@/i18n/time-zone";
import type { Meeting } from "@/lib/api/client";
import { bundleAddress, EXPORT_FORMATS } from "@/lib/api/export-address";
import { toast } from "@/lib/toast";

/** The formats in which the chosen meetings are exported as one archive. */
export function BundleMenu({ meetings }: { meetings: readonly Meeting[] }) {
  const t = useTranslations("export");
  const selection = useTranslations("selection");
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
          <MenuItem key={format} asChild={ready.length > 0} onSelect={tellMissing}>
            {ready.length > 0 ? (
              <a href={bundleAddress(ready, format, timeZone)} download>
                <FormatName format={format} />
              </a>
            ) : (
              <FormatName format={format} />
            )}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

function FormatName({ format }: { format: (typeof EXPORT_FORMATS)[number] }) {
  const t = useTranslations("export");
  return (
    <>
      <span className="min-w-0 flex-1">{t(`formats.${format}`)}</span>
      <span className="font-mono text-xs text-muted-foreground">.{format}</span>
    </>
  );
}
