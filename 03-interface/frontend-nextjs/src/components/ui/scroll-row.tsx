"use client";

import { useEffect, useRef, useState, type ComponentProps } from "react";
import { cn } from "@/components/cn";

const FADE = "1.75rem";
/** Room between a child and the edge of the row, where it fades out, in pixels. */
const MARGIN = 32;

/** Scroll a row sideways, as far as it takes to see one of its children; the window stays where it is. */
export function reveal(child: HTMLElement | null): void {
  const row = child?.parentElement;
  if (!child || !row) return;
  const [all, one] = [row.getBoundingClientRect(), child.getBoundingClientRect()];
  row.scrollLeft += Math.min(0, one.left - all.left - MARGIN) + Math.max(0, one.right - all.right + MARGIN);
}

/** A row that scrolls sideways, and fades out on each side where there is more of it. */
export function ScrollRow({ className, style, ...props }: ComponentProps<"div">) {
  const row = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState({ before: false, after: false });
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const look = () => {
      const before = element.scrollLeft > 1;
      const after = element.scrollLeft + element.clientWidth < element.scrollWidth - 1;
      setMore((known) => (known.before === before && known.after === after ? known : { before, after }));
    };
    const sizes = new ResizeObserver(look);
    const contents = new MutationObserver(look);
    sizes.observe(element);
    contents.observe(element, { childList: true, subtree: true, characterData: true });
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      contents.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  const mask = `linear-gradient(to right, transparent, black ${more.before ? FADE : "0px"}, black calc(100% - ${more.after ? FADE : "0px"}), transparent)`;
  return (
    <div
      ref={row}
      data-more={[more.before && "before", more.after && "after"].filter(Boolean).join(" ") || undefined}
      className={cn("flex min-w-0 [scrollbar-width:none] overflow-x-auto", className)}
      style={more.before || more.after ? { ...style, maskImage: mask } : style}
      {...props}
    />
  );
}
