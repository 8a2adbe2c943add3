"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { isTyping } from "@/features/library/keyboard/list-keys";
import { useSingleKeys } from "@/lib/use-single-keys";

const LIST = "/meetings";
const HASH = "#search";

/** Call `onSearch` on `/` and Ctrl+K, and on arrival from another page by Ctrl+K. */
export function useSearchKeys(onSearch: () => void): void {
  const [hasSingleKeys] = useSingleKeys();
  useKey((event) => isCommand(event) || (hasSingleKeys && isSlash(event)), onSearch);
  const arrive = useEffectEvent(() => {
    if (window.location.hash !== HASH) return;
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    onSearch();
  });
  useEffect(() => arrive(), []);
}

/** Make Ctrl+K on every other page open the list with its search. */
export function useSearchShortcut(): void {
  const router = useRouter();
  const isElsewhere = usePathname() !== LIST;
  useKey(
    (event) => isElsewhere && isCommand(event),
    () => router.push(`${LIST}${HASH}`),
  );
}

function useKey(isMeant: (event: KeyboardEvent) => boolean, act: () => void): void {
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !isMeant(event)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}

function isCommand({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "k";
}

function isSlash({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  return key === "/" && !ctrlKey && !metaKey && !altKey && !isTyping(target);
}
