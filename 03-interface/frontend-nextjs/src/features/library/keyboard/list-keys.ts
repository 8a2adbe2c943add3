"use client";

import { useEffect, useEffectEvent, type RefObject } from "react";
import { useSingleKeys } from "@/lib/use-single-keys";

const TYPING =
  "input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=menuitem], [role=menuitemradio]";
const STOP = "[data-list-stop]";
const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Return whether keys belong to the focused element, as in a field, dialog or menu. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

/** Move the focus along the links of a list marked `data-list-stop`, by up and down or k and j. */
export function useListKeys(list: RefObject<HTMLElement | null>): { focusFirst: () => void } {
  const [hasSingleKeys] = useSingleKeys();
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!hasSingleKeys && event.key.length === 1) return;
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.defaultPrevented || isTyping(event.target)) return;
    const all = stopsOf(list.current);
    // From the box of a row, its link is where one is.
    const focused = document.activeElement;
    const here = focused?.matches("input") ? focused.closest("li")?.querySelector(STOP) : focused;
    const at = all.findIndex((stop) => stop === here);
    const next = all[at === -1 ? (step > 0 ? 0 : -1) : at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
  useEffect(() => {
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
  return { focusFirst: () => stopsOf(list.current)[0]?.focus() };
}

function stopsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(STOP) ?? [])];
}
