"use client";

import { useEffect, useState } from "react";
import { keyScrolls, touchScrolls, wheelScrolls, type Place } from "@/features/transcript/scrolling";

/** Return whether the page scrolls with playback: scrolling by hand stops it until `follow` is called. */
export function useFollowing() {
  const [isFollowing, setFollowing] = useState(true);
  useEffect(() => {
    const controller = new AbortController();
    const options = { signal: controller.signal, passive: true };
    const yieldIf = (scrolls: boolean) => scrolls && setFollowing(false);
    let from: Place | undefined;
    window.addEventListener("wheel", (event) => yieldIf(wheelScrolls(event)), options);
    window.addEventListener("touchstart", ({ touches }) => (from = touches[0]), options);
    window.addEventListener("touchmove", ({ touches }) => yieldIf(touchScrolls(from, [...touches])), options);
    window.addEventListener("keydown", (event) => yieldIf(keyScrolls(event)), options);
    return () => controller.abort();
  }, []);
  return { isFollowing, follow: () => setFollowing(true) };
}
