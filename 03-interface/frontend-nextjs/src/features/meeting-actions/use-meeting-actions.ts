"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import {
  deleteMeeting,
  MEETINGS_KEY,
  useCancelMeeting,
  useDescribeMeeting,
  useRetryMeeting,
} from "@/entities/meeting/meetings";
import { useMe } from "@/entities/session/session";
import { unshare } from "@/features/sharing/shares";
import { useUploadDialog } from "@/features/upload/upload-provider";
import type { Meeting } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Return the actions on meetings, wherever they are shown, and the ids hidden by pending deletions. */
export function useMeetingActions() {
  const t = useTranslations("meetings");
  const problems = useTranslations("problems");
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const describe = useDescribeMeeting();
  const retry = useRetryMeeting(useUploadDialog().follow);
  const cancel = useCancelMeeting();
  const { hidden, remove } = useDelayedDeletion();
  const me = useMe().data;
  const options = { onError: (error: Error) => void toast.error(problemText(error)) };
  return {
    hidden,
    rename: ({ id }: Meeting, title: string) => describe.mutate({ id, change: { title } }, options),
    redate: ({ id }: Meeting, heldAt: string) =>
      describe.mutate({ id, change: { held_at: heldAt } }, options),
    retry: ({ id }: Meeting) => retry.mutate({ id }, options),
    cancel: ({ id }: Meeting) => cancel.mutate({ id }, options),
    /** Return whether it is deleted; what a legal hold keeps is not. */
    remove: ({ id, title, on_hold }: Meeting) => {
      if (on_hold) {
        toast.error(problems("legal_hold"));
        return false;
      }
      remove(id, t("deleted", { title }), async () => {
        await deleteMeeting(id);
        await queryClient.invalidateQueries({ queryKey: MEETINGS_KEY });
      });
      return true;
    },
    leave: ({ id, title }: Meeting) => {
      remove(id, t("left", { title }), async () => {
        if (me) await unshare(id, me.id);
        await queryClient.invalidateQueries({ queryKey: MEETINGS_KEY });
      });
      return true;
    },
  };
}

export type MeetingActions = ReturnType<typeof useMeetingActions>;
