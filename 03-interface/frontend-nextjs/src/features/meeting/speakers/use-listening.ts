"use client";

import { useEffect } from "react";
import type { TranscriptModel } from "@/entities/transcript/model";
import { nextPassage, stretchesOf } from "@/entities/transcript/speakers/passages-of";
import { blockAt } from "@/entities/transcript/spoken-word";
import { usePlayer, usePlayerState } from "@/features/player/player-context";

/** Play one person alone, and go through the passages of one: that one's, or of whoever is heard. */
export function useListening(model: TranscriptModel) {
  const player = usePlayer();
  const only = usePlayerState((player) => player.only?.speaker ?? null);
  // An edit may give passages to others while one is played alone, or leave none.
  useEffect(() => {
    if (player.only) player.keepTo(partOf(model, player.only.speaker));
  }, [model, player]);
  const listenTo = (speaker: string | null) =>
    player.playOnly(speaker === null ? null : partOf(model, speaker));
  const step = (speaker: string, direction: 1 | -1) => {
    const seconds = nextPassage(model, speaker, player.time, direction);
    if (seconds !== null) player.seek(seconds);
  };
  const stepHeard = (direction: 1 | -1) => {
    const heard = blockAt(model, player.time)?.speaker;
    const speaker = only ?? heard;
    if (speaker !== undefined) step(speaker, direction);
  };
  return { only, listenTo, step, stepHeard };
}

const partOf = (model: TranscriptModel, speaker: string) => ({
  speaker,
  stretches: stretchesOf(model, speaker),
});

export type Listening = ReturnType<typeof useListening>;
