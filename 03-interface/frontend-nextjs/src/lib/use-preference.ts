"use client";

import { useCallback, useSyncExternalStore } from "react";

const CHANGED = "scribe:preference";

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}

/** Return a boolean that this browser remembers, shared by all its tabs, and its setter. */
export function usePreference(name: string, fallback: boolean): [boolean, (value: boolean) => void] {
  const key = `scribe.${name}`;
  const value = useSyncExternalStore(
    subscribe,
    () => (localStorage.getItem(key) ?? String(fallback)) === "true",
    () => fallback,
  );
  const set = useCallback(
    (wanted: boolean) => {
      localStorage.setItem(key, String(wanted));
      window.dispatchEvent(new Event(CHANGED));
    },
    [key],
  );
  return [value, set];
}
