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
    let watched: Element | null = null;
    const measure = () => {
      const element = room.current;
      const player = watchPlayer();
      if (!element || !player) return;
      const bottom = player.getBoundingClientRect().top;
      const top = Math.max(HEADER, element.getBoundingClientRect().top);
      const height = Math.max(LEAST, Math.floor(bottom - top));
      element.style.setProperty("--room", `${height}px`);
      element.parentElement?.style.setProperty("--player", `${Math.ceil(window.innerHeight - bottom)}px`);
    };
    const sizes = new ResizeObserver(measure);
    /** Return the player of the moment: it comes and goes with the recording. */
    const watchPlayer = () => {
      const player = document.querySelector("[data-player]");
      if (player !== watched) {
        if (watched) sizes.unobserve(watched);
        if (player) sizes.observe(player);
        watched = player;
      }
      return player;
    };
    measure();
    sizes.observe(document.body);
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
