"use client";

import { useQuery } from "@tanstack/react-query";
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import WaveSurfer from "wavesurfer.js";
import type { Block } from "@/entities/transcript/model";
import type { Person } from "@/entities/transcript/speakers/speakers";
import { drawWaveform } from "@/features/player/draw-waveform";
import { usePlayer } from "@/features/player/player-context";
import { api, unwrap } from "@/lib/api/client";

const HEIGHT = 44;

type WaveformProps = {
  meetingId: string;
  duration: number;
  blocks: readonly Block[];
  people: readonly Person[];
};

/** The waveform of the recording in the colours of the speakers; the part already played is dark. */
export function Waveform({ meetingId, duration, blocks, people }: WaveformProps) {
  const player = usePlayer();
  const container = useRef<HTMLDivElement>(null);
  const { resolvedTheme } = useTheme();
  const peaks = useQuery({
    queryKey: ["peaks", meetingId],
    staleTime: Infinity,
    queryFn: () =>
      unwrap(api.GET("/api/v1/meetings/{meeting_id}/peaks", { params: { path: { meeting_id: meetingId } } })),
  });

  useEffect(() => {
    if (!container.current || !player.audio || !peaks.data) return;
    const style = getComputedStyle(container.current);
    const resolve = (color: string) => style.getPropertyValue(color.slice(4, -1)).trim();
    const colors = new Map(people.map(({ id, color }) => [id, resolve(color)]));
    const silence = resolve("var(--border-strong)");
    const surfer = WaveSurfer.create({
      container: container.current,
      media: player.audio,
      peaks: [[...peaks.data.peaks]],
      duration,
      height: HEIGHT,
      cursorColor: resolve("var(--accent)"),
      cursorWidth: 2,
      progressColor: resolve("var(--foreground)"),
      dragToSeek: { debounceTime: 0 },
      hideScrollbar: true,
      renderFunction: (channels, context) =>
        drawWaveform(context, channels[0] ?? [], { duration, blocks, colors, silence }),
    });
    // It starts to draw at zero, also where the recording was being heard already.
    surfer.once("ready", () => !player.isPlaying && player.time > 0 && surfer.setTime(player.time));
    return () => surfer.destroy();
    // The theme changes what the colours resolve to.
  }, [player, peaks.data, duration, blocks, people, resolvedTheme]);

  return <div ref={container} aria-hidden data-testid="waveform" className="h-11 w-full cursor-pointer" />;
}
