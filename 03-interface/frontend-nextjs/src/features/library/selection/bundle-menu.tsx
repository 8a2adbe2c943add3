"use client";

import { useTranslations } from "next-intl";
import { FormatMenu } from "@/components/formats/format-menu";
import { hasResult } from "@/entities/meeting/meetings";
import type { Meeting } from "@/lib/api/client";
import { bundleAddress } from "@/lib/api/export-address";
import { useExport } from "@/lib/api/use-export";
import { toast } from "@/lib/toast";

/** The formats in which the chosen meetings are exported as one archive. */
export function BundleMenu({ meetings, className }: { meetings: readonly Meeting[]; className?: string }) {
  const selection = useTranslations("selection");
  const save = useExport();
  const ready = meetings.filter(hasResult);
  const tellMissing = () => {
    for (const { id, title } of meetings) {
      if (!ready.some((meeting) => meeting.id === id)) toast.error(selection("notReady", { title }));
    }
  };
  return (
    <FormatMenu
      variant="ghost"
      {...(className ? { className } : {})}
      onPick={(format, timeZone) => {
        tellMissing();
        if (ready.length > 0) save(bundleAddress(ready, format, timeZone));
      }}
    />
  );
}
