"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ItemForm } from "@/features/minutes/items/item-form";
import { useAddItem } from "@/features/minutes/minutes";
import { usePlayer } from "@/features/player/player-context";
import type { Minutes } from "@/lib/api/client";

type NewItemProps = {
  meetingId: string;
  minutesId: string;
  section: Minutes["template"]["sections"][number];
  onDone: () => void;
};

const NOBODY = { owner: null, due: null, due_date: null };

/** A form that adds a line to a section, and stays as it was written if it is refused. */
export function NewItem({ meetingId, minutesId, section, onDone }: NewItemProps) {
  const t = useTranslations("minutes");
  const player = usePlayer();
  const [second] = useState(() => player.time);
  const add = useAddItem(meetingId, minutesId);
  const isAction = section.kind === "actions";
  return (
    <ItemForm
      text=""
      label={t("newLine", { section: section.title })}
      {...(isAction ? { action: NOBODY } : {})}
      second={second}
      isSaving={add.isPending}
      error={add.error}
      onDismiss={onDone}
      onSave={({ text, ...duties }, start) =>
        add.mutate({ section: section.key, text, start, ...(isAction ? duties : {}) }, { onSuccess: onDone })
      }
    />
  );
}
