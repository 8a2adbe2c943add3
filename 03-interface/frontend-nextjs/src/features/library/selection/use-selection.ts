"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isTyping } from "@/features/library/keyboard/list-keys";
import { NOTHING, toggle, toggleAll } from "@/features/library/selection/selection";
import type { ListedMeeting } from "@/lib/api/client";
import { useSingleKeys } from "@/lib/use-single-keys";

/** The row of the element that has the focus. */
const ROW = "[data-meeting]";

/** Return the meetings that are chosen on this page, and what chooses them: boxes, x in a row, Escape for none. */
export function useSelection(meetings: readonly ListedMeeting[]) {
  const [selection, setSelection] = useState(NOTHING);
  const [hasSingleKeys] = useSingleKeys();
  const order = meetings.map(({ id }) => id);
  const selected = meetings.filter(({ id }) => selection.ids.has(id));
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target))
      return;
    if (event.key === "Escape" && selected.length > 0) setSelection(NOTHING);
    const row = document.activeElement?.closest<HTMLElement>(ROW)?.dataset.meeting;
    if (row === undefined || !hasSingleKeys || event.key.toLowerCase() !== "x") return;
    event.preventDefault();
    setSelection(toggle(selection, order, row, event.shiftKey));
  });
  useEffect(() => {
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
  return {
    selected,
    isSelected: (id: string) => selection.ids.has(id),
    toggle: (id: string, isRange: boolean) => setSelection(toggle(selection, order, id, isRange)),
    toggleAll: () => setSelection(toggleAll(selection, order)),
    clear: () => setSelection(NOTHING),
  };
}

export type MeetingSelection = ReturnType<typeof useSelection>;
