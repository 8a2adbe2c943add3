"use client";

import { useEffect, useEffectEvent, useState } from "react";

const PAUSE_MS = 200;

/** Return the typed text, which is searched for after a pause; it follows the address when that changes otherwise. */
export function useSearchText(searched: string, search: (text: string) => void) {
  const [text, setText] = useState(searched);
  const [seen, setSeen] = useState(searched);
  if (searched !== seen) {
    setSeen(searched);
    if (searched !== normal(text)) setText(searched);
  }
  const commit = useEffectEvent(() => {
    if (normal(text) !== searched) search(normal(text));
  });
  useEffect(() => {
    const timer = setTimeout(commit, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText] as const;
}

function normal(text: string): string {
  return text.trim() === "" ? "" : text.trimStart();
}
