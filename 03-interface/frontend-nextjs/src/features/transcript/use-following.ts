"use client";

import { useEffect, useState } from "react";

const SCROLL_KEYS = new Set(["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"]);

/** Whether the page scrolls with the sound. A reader who scrolls stops it, until they ask for it again. */
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
