"use client";

import { useEffect } from "react";

/** Keep the tab's title, also where Next.js writes `routeTitle` again, as it does after a change of language. */
export function useTabTitle(title: string, routeTitle: string): void {
  useEffect(() => {
    document.title = title;
    const observer = new MutationObserver(() => {
      // Any other title was put there by somebody who means it, as the notice that a transcript is ready.
      if (document.title === routeTitle && routeTitle !== title) document.title = title;
    });
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [title, routeTitle]);
}
