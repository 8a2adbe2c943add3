"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { setTag } from "@/entities/meeting/tags";
import type { Meeting } from "@/lib/api/client";
import { forEach } from "@/lib/many/for-each";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type Wanted = { tagId: string; isOn: boolean; meetings: readonly Meeting[] };

/** Put a tag on meetings or take it off; a message names each meeting where that failed, and why. */
export function useSetTag() {
  const t = useTranslations("tags");
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ tagId, isOn, meetings }: Wanted) => forEach(meetings, ({ id }) => setTag(id, tagId, isOn)),
    onSuccess: (failures) => {
      for (const { item, error } of failures) {
        toast.error(t("failed", { title: item.title, reason: problemText(error) }));
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: MEETINGS_KEY }),
  });
}
