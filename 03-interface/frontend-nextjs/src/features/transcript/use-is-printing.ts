"use client";

import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

const PRINT = "print";

/** The browser is about to take the page, or takes it. */
let isTaken = false;

function subscribe(listener: () => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  // The browser takes the page as it is when the event ends. Not each one changes the medium before that.
  const now = (taken: boolean) => {
    isTaken = taken;
    flushSync(listener);
  };
  window.addEventListener("beforeprint", () => now(true), { signal });
  window.addEventListener("afterprint", () => now(false), { signal });
  window.matchMedia(PRINT).addEventListener("change", () => flushSync(listener), { signal });
  return () => controller.abort();
}

/** Return whether the page is being printed. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isTaken || window.matchMedia(PRINT).matches,
    () => false,
  );
}
