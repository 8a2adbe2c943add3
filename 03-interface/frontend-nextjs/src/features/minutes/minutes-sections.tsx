"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ItemRow } from "@/features/minutes/items/item-row";
import { NewItem } from "@/features/minutes/items/new-item";
import type { Minutes } from "@/lib/api/client";

type MinutesSectionsProps = {
  meetingId: string;
  minutes: Minutes;
  canEdit: boolean;
  onPlay: (seconds: number) => void;
};

/** The sections of minutes with their items; those who may edit can add to each. */
export function MinutesSections({ meetingId, minutes, canEdit, onPlay }: MinutesSectionsProps) {
  const t = useTranslations("minutes");
  const [adding, setAdding] = useState<string | null>(null);
  return (
    <div className="grid gap-5">
      {minutes.template.sections.map((section) => {
        const items = minutes.items.filter((item) => item.section === section.key);
        if (items.length === 0 && !canEdit) return null;
        return (
          <div key={section.key}>
            <div className="flex items-center justify-between gap-2">
              <h3 className="text-sm font-semibold">
                <bdi>{section.title}</bdi>
              </h3>
              {canEdit ? (
                <Button
                  size="icon-sm"
                  variant="ghost"
                  aria-label={t("add", { section: section.title })}
                  onClick={() => setAdding(section.key)}
                >
                  <Plus />
                </Button>
              ) : null}
            </div>
            <ul className="grid gap-1.5">
              {items.map((item) => (
                <ItemRow
                  key={item.id}
                  meetingId={meetingId}
                  minutesId={minutes.id}
                  item={item}
                  isAction={section.kind === "actions"}
                  canEdit={canEdit}
                  onPlay={onPlay}
                />
              ))}
            </ul>
            {adding === section.key ? (
              <NewItem
                meetingId={meetingId}
                minutesId={minutes.id}
                section={section}
                onDone={() => setAdding(null)}
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
