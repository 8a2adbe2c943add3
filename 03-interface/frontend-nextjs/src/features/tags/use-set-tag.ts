"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { setTag } from "@/entities/meeting/tags";
import type { Meeting } from "@/lib/api/client";
import { forEach } from "@/lib/many/for-each";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type Wanted = { tagId: string; isOn: boolean; meetings: readonly Meeting[] };

/** Return `wanted` with what is wanted of one tag, or without it (null). */
function withWanted(
  wanted: ReadonlyMap<string, boolean>,
  tagId: string,
  isOn: boolean | null,
): ReadonlyMap<string, boolean> {
  const next = new Map(wanted);
  if (isOn === null) next.delete(tagId);
  else next.set(tagId, isOn);
  return next;
}

/**
 * Put tags on meetings or take them off, a few at a time; a message names each meeting where that failed, and why.
 * `wanted` says of each tag that was ticked how it is to be, until `forget` is called or it failed.
 */
export function useSetTag() {
  const t = useTranslations("common");
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const [wanted, setWanted] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { mutate } = useMutation({
    // A tick and its removal arrive in the order in which they were made.
    scope: { id: "tags" },
    mutationFn: ({ tagId, isOn, meetings }: Wanted) => forEach(meetings, ({ id }) => setTag(id, tagId, isOn)),
    onMutate: ({ tagId, isOn }) => setWanted((before) => withWanted(before, tagId, isOn)),
    onSuccess: (failures, { tagId }) => {
      for (const { item, error } of failures) {
        toast.error(t("failedFor", { name: item.title, reason: problemText(error) }));
      }
      if (failures.length > 0) setWanted((before) => withWanted(before, tagId, null));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: MEETINGS_KEY }),
  });
  return { set: mutate, wanted, forget: () => setWanted(new Map()) };
}
