"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { deleteMeeting, MEETINGS_KEY } from "@/entities/meeting/meetings";
import { rightsOf } from "@/entities/meeting/rights";
import type { Meeting } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
import { toast } from "@/lib/toast";

/**
 * Return a function that deletes meetings after a message that can undo it. What is not one's own, or is kept by a legal
 * hold, stays and is told.
 */
export function useRemoveMany() {
  const t = useTranslations("selection");
  const list = useTranslations("meetings");
  const format = useFormatter();
  const queryClient = useQueryClient();
  const { removeMany } = useDelayedDeletion();
  return (meetings: readonly Meeting[]) => {
    const [own, others] = split(meetings, (meeting) => rightsOf(meeting).isOwner);
    const [held, free] = split(own, (meeting) => meeting.on_hold);
    const said = (reason: "notYours" | "held", kept: readonly Meeting[]) =>
      kept.length > 0
        ? [t(reason, { count: kept.length, titles: format.list(kept.map(({ title }) => title)) })]
        : [];
    // One message: of several, only the last would be seen.
    const stays = [...said("notYours", others), ...said("held", held)].join(" ");
    const [only] = free;
    if (!only) {
      toast.error(stays);
      return;
    }
    removeMany(
      free.map(({ id, title }) => ({ id, name: title })),
      free.length === 1 ? list("deleted", { title: only.title }) : t("deleted", { count: free.length }),
      async (id) => {
        await deleteMeeting(id);
        await queryClient.invalidateQueries({ queryKey: MEETINGS_KEY });
      },
      stays,
    );
  };
}

/** Return those that are so, and those that are not. */
function split<T>(all: readonly T[], isSo: (each: T) => boolean): [T[], T[]] {
  return [all.filter(isSo), all.filter((each) => !isSo(each))];
}
