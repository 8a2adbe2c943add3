"use client";

import { useState } from "react";

/** Return what had the focus as this opened, to give it back: Radix does that for what has a trigger of its own only. */
export function useFocusReturn(open: boolean): HTMLElement | null {
  const [opener, setOpener] = useState<HTMLElement | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  // While it is rendered: once it is on the page, a field of it may have the focus.
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setOpener(focused());
  }
  return opener;
}

/** Return what has the focus; of a menu, which closes, what opened it. */
function focused(): HTMLElement | null {
  const { activeElement } = document;
  const menu = activeElement?.closest("[role=menu]");
  const found = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : activeElement;
  return found instanceof HTMLElement ? found : null;
}
