"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useDeletedItems, useRestoreItem } from "@/features/minutes/minutes";

/** The lines that were deleted, each of which can be brought back. */
export function DeletedItems({ meetingId, minutesId }: { meetingId: string; minutesId: string }) {
  const t = useTranslations("minutes");
  const deleted = useDeletedItems(meetingId, minutesId).data ?? [];
  const restore = useRestoreItem(meetingId, minutesId);
  if (deleted.length === 0) return null;
  return (
    <details className="mt-4">
      <summary className="cursor-default rounded-md py-1.5 text-[13px] text-muted-foreground">
        {t("deletedItems", { count: deleted.length })}
      </summary>
      <ul className="mt-2 grid gap-1">
        {deleted.map((item) => (
          <li key={item.id} className="flex items-start gap-2">
            <p dir="auto" className="min-w-0 flex-1 text-sm break-words text-muted-foreground line-through">
              {item.text}
            </p>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t("bringBack", { text: item.text })}
              disabled={restore.isPending}
              isOnce
              onClick={() => restore.mutate({ itemId: item.id, change: null })}
            >
              <RotateCcw />
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
