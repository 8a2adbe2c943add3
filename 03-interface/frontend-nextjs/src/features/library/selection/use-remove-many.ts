"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { deleteMeeting, MEETINGS_KEY } from "@/entities/meeting/meetings";
import { rightsOf } from "@/entities/meeting/rights";
import type { Meeting } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
import { toast } from "@/lib/toast";

/** Return a function that deletes meetings after a message that can undo it. What is not one's own stays, and is told. */
export function useRemoveMany() {
  const t = useTranslations("selection");
  const list = useTranslations("meetings");
  const format = useFormatter();
  const queryClient = useQueryClient();
  const { removeMany } = useDelayedDeletion();
  return (meetings: readonly Meeting[]) => {
    const own = meetings.filter((meeting) => rightsOf(meeting).isOwner);
    const others = meetings.filter((meeting) => !own.includes(meeting));
    // One message: of several, only the last would be seen.
    const titles = format.list(others.map(({ title }) => title));
    const stays = others.length > 0 ? t("notYours", { count: others.length, titles }) : "";
    const [only] = own;
    if (!only) {
      toast.error(stays);
      return;
    }
    removeMany(
      own.map(({ id, title }) => ({ id, name: title })),
      own.length === 1 ? list("deleted", { title: only.title }) : t("deleted", { count: own.length }),
      async (id) => {
        await deleteMeeting(id);
        await queryClient.invalidateQueries({ queryKey: MEETINGS_KEY });
      },
      stays,
    );
  };
}
