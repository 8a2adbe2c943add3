"use client";

import { ShareManyDialog } from "@/features/library/selection/share-many-dialog";
import { TagDialog } from "@/features/tags/tag-dialog";
import type { ListedMeeting } from "@/lib/api/client";

export type SelectionDialog = "tags" | "share";

type SelectionDialogsProps = {
  meetings: readonly ListedMeeting[];
  /** Null while none is open. */
  dialog: SelectionDialog | null;
  onClose: () => void;
};

/** The dialogs over chosen meetings. They stay while the list changes below them. */
export function SelectionDialogs({ meetings, dialog, onClose }: SelectionDialogsProps) {
  return (
    <>
      <TagDialog meetings={meetings} open={dialog === "tags"} onOpenChange={onClose} />
      <ShareManyDialog meetings={meetings} open={dialog === "share"} onOpenChange={onClose} />
    </>
  );
}
