"use client";

import { useCallback, useId, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { PHONE } from "@/lib/browser/phone";
import { useBackCloses } from "@/lib/browser/use-back-closes";

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(PHONE);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

/** Manage the panels that cover the transcript of a phone on request. `isCovering` tells when they do. */
export function useAside() {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const isPhone = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => false,
  );
  const onOpen = useCallback(() => setOpen(true), []);
  const close = () => {
    if (!isOpen) return;
    // What was covered takes the focus only once it is uncovered.
    flushSync(() => setOpen(false));
    const opener = document.querySelector<HTMLElement>(`[aria-controls="${id}"]`);
    opener?.focus({ preventScroll: true });
    // A search that is under way hides the opener.
    if (isPhone && document.activeElement !== opener)
      document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  };
  useBackCloses(isOpen, close);
  return { id, isOpen, isCovering: isOpen && isPhone, onOpen, close };
}
