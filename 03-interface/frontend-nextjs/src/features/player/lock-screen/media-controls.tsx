"use client";

import { useEffect } from "react";
import { controlFromOutside } from "@/features/player/lock-screen/media-session";
import { usePlayer } from "@/features/player/player-context";

/** Puts the recording on the lock screen, under the title of its meeting. It shows nothing in the page. */
export function MediaControls({ title }: { title: string }) {
  const player = usePlayer();
  useEffect(
    () => ("mediaSession" in navigator ? controlFromOutside(navigator.mediaSession, player) : undefined),
    [player],
  );
  useEffect(() => {
    if ("mediaSession" in navigator)
      navigator.mediaSession.metadata = new MediaMetadata({
        title,
        artist: "Scribe",
        artwork: [{ src: "/icon2.png", sizes: "512x512", type: "image/png" }],
      });
  }, [title]);
  return null;
}
