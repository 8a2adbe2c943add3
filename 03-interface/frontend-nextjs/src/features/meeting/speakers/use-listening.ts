"use client";

import { useEffect, useState } from "react";
import { blockOfWord, type TranscriptModel } from "@/entities/transcript/model";
import { nextPassage, stretchesOf } from "@/entities/transcript/speakers/passages-of";
import { findLastBegunWord } from "@/entities/transcript/spoken-word";
import { usePlayer } from "@/features/player/player-context";

/** Play one person alone, and go through the passages of one: that one's, or of whoever is heard. */
export function useListening(model: TranscriptModel) {
  const player = usePlayer();
  const [only, setOnly] = useState<string | null>(null);
  // An edit may give passages to others while one is played alone.
  useEffect(() => {
    if (only !== null) player.keepTo(stretchesOf(model, only));
  }, [model, only, player]);
  const listenTo = (speaker: string | null) => {
    setOnly(speaker);
    player.playOnly(speaker === null ? null : stretchesOf(model, speaker));
  };
  const step = (speaker: string, direction: 1 | -1) => {
    const seconds = nextPassage(model, speaker, player.time, direction);
    if (seconds !== null) player.seek(seconds);
  };
  const stepHeard = (direction: 1 | -1) => {
    const heard = blockOfWord(model, Math.max(0, findLastBegunWord(model, player.time)))?.speaker;
    const speaker = only ?? heard;
    if (speaker !== undefined) step(speaker, direction);
  };
  return { only, listenTo, step, stepHeard };
}

export type Listening = ReturnType<typeof useListening>;
