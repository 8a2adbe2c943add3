"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { useCallback } from "react";

const TOP_MARGIN = 140;
const BOTTOM_MARGIN = 220;

/** Return a function that scrolls to a paragraph, unless it is in view already. */
export function useScrollToBlock(virtualizer: Virtualizer<Window, Element>): (index: number) => void {
  return useCallback(
    (index) => {
      const row = document.querySelector(`[data-block="${index}"]`)?.getBoundingClientRect();
      const isInView = row && row.top >= TOP_MARGIN && row.bottom <= window.innerHeight - BOTTOM_MARGIN;
      if (!isInView) virtualizer.scrollToIndex(index, { align: "center" });
    },
    [virtualizer],
  );
}
