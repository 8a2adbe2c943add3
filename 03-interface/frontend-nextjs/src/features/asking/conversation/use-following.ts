"use client";

import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { isComing, type Answer } from "@/features/asking/answer/answer";

/**
 * Return a ref for the end of a conversation. It is brought into sight when something is asked, and while the answer
 * grows unless the reader has scrolled away from it.
 */
export function useFollowing(answer: Answer | null): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const isSeen = useRef(false);
  // Also the same question, asked again.
  const asked = answer?.earlier;
  useEffect(() => {
    const watched = end.current;
    if (!watched) return;
    // It tells of a growth only after the layout effect below has scrolled.
    const observer = new IntersectionObserver((entries) => {
      isSeen.current = entries.at(-1)?.isIntersecting ?? false;
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    // Passages that come instead of an answer are read from their beginning.
    if (isSeen.current && answer && (answer.claims.length > 0 || isComing(answer)))
      end.current?.scrollIntoView({ block: "nearest" });
  }, [answer]);
  useEffect(() => {
    if (asked === undefined) return;
    isSeen.current = true;
    end.current?.scrollIntoView({ block: "nearest" });
  }, [asked]);
  return end;
}
