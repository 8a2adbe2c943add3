"use client";

import { useEffect, useRef, type RefObject } from "react";

const LEAST = 240;
/** Height of the header, under which the element stays. */
const HEADER = 56;

/**
 * Return a ref for an element that may be as high as there is room between its top and the player, which grows with its
 * lanes and its messages: `--room`. `--player` is the height of the player.
 */
export function useRoom(): RefObject<HTMLDivElement | null> {
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const player = document.querySelector("[data-player]");
    const measure = () => {
      const element = room.current;
      if (!element || !player) return;
      const bottom = player.getBoundingClientRect().top;
      const top = Math.max(HEADER, element.getBoundingClientRect().top);
      const height = Math.max(LEAST, Math.floor(bottom - top));
      element.style.setProperty("--room", `${height}px`);
      element.parentElement?.style.setProperty("--player", `${Math.ceil(window.innerHeight - bottom)}px`);
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(document.body);
    if (player) sizes.observe(player);
    window.addEventListener("scroll", measure, { passive: true });
    window.addEventListener("resize", measure);
    return () => {
      sizes.disconnect();
      window.removeEventListener("scroll", measure);
      window.removeEventListener("resize", measure);
    };
  }, []);
  return room;
}
