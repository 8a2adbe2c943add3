"use client";

import { createContext, useContext, useState, useSyncExternalStore, type ReactNode } from "react";
import { Player } from "@/features/player/player";

const PlayerContext = createContext<Player | null>(null);

/** Provide the player of a recording; without one (`src` null) only the place in the transcript. */
export function PlayerProvider({ src, children }: { src: string | null; children: ReactNode }) {
  const [player] = useState(() => new Player());
  return (
    <PlayerContext value={player}>
      {src === null ? null : <audio ref={(audio) => player.attach(audio)} src={src} preload="metadata" />}
      {children}
    </PlayerContext>
  );
}

export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (!player) throw new Error("usePlayer needs a PlayerProvider above it");
  return player;
}

/** Return a value selected from the player; the component renders again only when it changes. */
export function usePlayerState<T extends string | number | boolean | null>(select: (player: Player) => T): T {
  const player = usePlayer();
  const get = () => select(player);
  return useSyncExternalStore(player.subscribe, get, get);
}
