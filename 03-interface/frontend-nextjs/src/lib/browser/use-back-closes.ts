"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { PHONE } from "@/lib/browser/phone";

const LAYER = "scribeLayer";

const layerOf = (state: unknown) => (state as { [LAYER]?: number } | null)?.[LAYER];

/**
 * Have Back close what lies over a page of a phone, and not leave the page. For what never leads to another page as it
 * closes: it steps back by itself then.
 */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const [backs, setBacks] = useState(0);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!isOpen || !window.matchMedia(PHONE).matches) return;
    const layer = Math.random();
    const address = window.location.href;
    // Of the entry of the page, to which the step back leads: it would scroll as it did when this was opened.
    history.scrollRestoration = "manual";
    history.pushState({ [LAYER]: layer }, "");
    const handleBack = (event: PopStateEvent) => {
      // Back to this, from what lay over it.
      if (layerOf(event.state) === layer) return;
      arrive(event, address);
      close();
      // It may stay, to ask whether to discard what is written.
      setBacks((count) => count + 1);
    };
    window.addEventListener("popstate", handleBack, { capture: true });
    return () => {
      window.removeEventListener("popstate", handleBack, { capture: true });
      if (layerOf(history.state) !== layer) {
        history.scrollRestoration = "auto";
        return;
      }
      window.addEventListener("popstate", (event) => arrive(event, address), { capture: true, once: true });
      history.back();
    };
  }, [isOpen, backs]);
}

/** Take note of a step back within the page, of which the router need not know: it would drop what it is about to show. */
function arrive(event: PopStateEvent, address: string): void {
  history.scrollRestoration = "auto";
  if (window.location.href === address) event.stopImmediatePropagation();
}
