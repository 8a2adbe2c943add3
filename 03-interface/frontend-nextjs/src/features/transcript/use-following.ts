"use client";

import { useEffect, useState } from "react";

const SCROLL_KEYS = new Set(["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"]);

/** Return whether the page scrolls with playback: scrolling by hand stops it until `follow` is called. */
export function useFollowing() {
  const [isFollowing, setFollowing] = useState(true);
  useEffect(() => {
    const controller = new AbortController();
    const options = { signal: controller.signal, passive: true };
    const yieldToReader = () => setFollowing(false);
    window.addEventListener("wheel", yieldToReader, options);
    window.addEventListener("touchmove", yieldToReader, options);
    window.addEventListener("keydown", ({ key }) => SCROLL_KEYS.has(key) && yieldToReader(), options);
    return () => controller.abort();
  }, []);
  return { isFollowing, follow: () => setFollowing(true) };
}
