"use client";

import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

const PRINT = "print";

function subscribe(listener: () => void): () => void {
  // The browser takes the page as it is when the event ends.
  const now = () => flushSync(listener);
  const media = window.matchMedia(PRINT);
  media.addEventListener("change", now);
  return () => media.removeEventListener("change", now);
}

/** Return whether the page is being printed. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PRINT).matches,
    () => false,
  );
}
