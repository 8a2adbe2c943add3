"use client";

import { useEffect, useEffectEvent } from "react";
import { isSingleKey, isTypingAction, shortcutOf } from "@/features/meeting/shortcuts/shortcuts";
import { SKIP_SECONDS } from "@/features/player/player-bar";
import { usePlayer } from "@/features/player/player-context";
import { useSingleKeys } from "@/lib/use-single-keys";

const TYPING = "input:not([type=range]), textarea, select, [contenteditable], [role=dialog], [role=menu]";
const PRESSABLE = "button, a, [role=switch]";

type Handlers = Record<
  "onFind" | "onHelp" | "onEdit" | "onUncertain" | "onComment" | "onUndo" | "onRedo",
  () => void
> & { onStep: (direction: 1 | -1) => void };

/** Handle the keys of the meeting page, except in fields and on buttons, where they have their usual meaning. */
export function useShortcuts(handlers: Handlers): void {
  const { onFind, onHelp, onEdit, onUncertain, onComment, onStep, onUndo, onRedo } = handlers;
  const player = usePlayer();
  const [hasSingleKeys] = useSingleKeys();
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const action = shortcutOf(event);
    const target = event.target instanceof Element ? event.target : null;
    if (!action || event.defaultPrevented) return;
    if (!hasSingleKeys && isSingleKey(event)) return;
    const isFree = (event.ctrlKey || event.metaKey) && !isTypingAction(action);
    if (target?.closest(TYPING) && !isFree) return;
    if (event.key === " " && target?.closest(PRESSABLE)) return;
    event.preventDefault();
    switch (action) {
      case "toggle":
        return player.toggle();
      case "back":
        return player.skip(-SKIP_SECONDS);
      case "forward":
        return player.skip(SKIP_SECONDS);
      case "slower":
        return player.stepRate(-1);
      case "faster":
        return player.stepRate(1);
      case "find":
        return onFind();
      case "help":
        return onHelp();
      case "edit":
        return onEdit();
      case "uncertain":
        return onUncertain();
      case "previousOfPerson":
        return onStep(-1);
      case "nextOfPerson":
        return onStep(1);
      case "comment":
        return onComment();
      case "undo":
        return onUndo();
      case "redo":
        return onRedo();
    }
  });
  useEffect(() => {
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}
