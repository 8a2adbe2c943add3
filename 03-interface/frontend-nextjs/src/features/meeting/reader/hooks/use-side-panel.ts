"use client";

import { useCallback, useState } from "react";
import { flushSync } from "react-dom";
import { rowId } from "@/features/comments/comment-row";
import type { SidePanel } from "@/features/meeting/reader/side-panels";

/** Manage which of the panels beside the transcript is seen, and lead to a comment there. `openAside` uncovers them. */
export function useSidePanel(openAside: () => void) {
  const [panel, setPanel] = useState<SidePanel>("minutes");
  const showComment = useCallback(
    (commentId: string) => {
      flushSync(() => setPanel("comments"));
      const row = () => document.getElementById(rowId(commentId));
      // A phone hides the panels.
      if (row()?.offsetParent === null) flushSync(openAside);
      row()?.scrollIntoView({ block: "nearest" });
      row()?.querySelector("button")?.focus({ preventScroll: true });
    },
    [openAside],
  );
  return { panel, setPanel, showComment };
}
