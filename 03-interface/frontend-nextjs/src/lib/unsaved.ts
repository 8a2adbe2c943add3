"use client";

import { useEffect, useEffectEvent } from "react";

/** Return whether leaving the page would lose something: whether anything on it objects to `beforeunload`. */
export function hasUnsavedWork(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

/** Object to the end of the page while something on it is unsaved. */
export function useUnsaved(isUnsaved: () => boolean): void {
  const warn = useEffectEvent((event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
}
