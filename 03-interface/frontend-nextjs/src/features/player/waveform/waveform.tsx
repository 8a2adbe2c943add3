"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { cn } from "@/components/cn";
import type { Block } from "@/entities/transcript/model";
import type { People } from "@/entities/transcript/speakers/use-people";
import { usePlayer, usePlayerState } from "@/features/player/player-context";
import { speakerAt, tracesOf } from "@/features/player/waveform/bars";
import { LaneNames, NAMES, laneHeight } from "@/features/player/waveform/lane-names";
import { SeekSlider } from "@/features/player/waveform/seek-slider";
import { TimeBubble } from "@/features/player/waveform/time-bubble";
import { shareOf, shows, type TimeWindow } from "@/features/player/waveform/window/time-window";
import { Traces } from "@/features/player/waveform/traces";
import { usePointing } from "@/features/player/waveform/use-pointing";
import { useWidth } from "@/features/player/waveform/use-width";
import type { WaveformView } from "@/features/player/waveform/window/waveform-view";
import { WindowStrip } from "@/features/player/waveform/window/window-strip";
import { api, unwrap } from "@/lib/api/client";
import { useStore } from "@/lib/store/use-store";

const HEIGHT = 44;
const NOTHING: readonly number[] = [];

/** A recording, of a meeting or by a link to one. */
export type Sound = ({ meetingId: string; linkId?: never } | { linkId: string; meetingId?: never }) & {
  blocks: readonly Block[];
  voices: People;
};

type WaveformProps = Sound & {
  duration: number;
  view: WaveformView;
  hasLanes: boolean;
};

/** The waveform of the recording in the colours of the speakers; what is still to be played is paler. */
export function Waveform({ meetingId, linkId, duration, blocks, voices, view, hasLanes }: WaveformProps) {
  const { people, nameOf, colorOf } = voices;
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const shown = useStore(view);
  const { pointed, handlers } = usePointing(view, area);
  const [isFocused, setFocused] = useState(false);
  const player = usePlayer();
  useEffect(() => player.subscribe(() => view.follow(player.time)), [player, view]);
  const peaks = useQuery({
    queryKey: ["peaks", meetingId ?? linkId],
    staleTime: Infinity,
    queryFn: () =>
      unwrap(
        meetingId === undefined
          ? api.GET("/api/v1/shared/{link_id}/peaks", { params: { path: { link_id: linkId } } })
          : api.GET("/api/v1/meetings/{meeting_id}/peaks", { params: { path: { meeting_id: meetingId } } }),
      ),
  }).data?.peaks;
  const lanes = useMemo(
    () => (hasLanes ? people.filter(({ seconds }) => seconds > 0).map(({ id }) => id) : null),
    [hasLanes, people],
  );
  const height = lanes ? lanes.length * laneHeight(lanes.length) : HEIGHT;
  const traces = useMemo(
    () => tracesOf({ peaks: peaks ?? NOTHING, duration, shown, blocks, lanes, width, height }),
    [peaks, duration, shown, blocks, lanes, width, height],
  );
  const nameAt = (seconds: number) => {
    const speaker = speakerAt(blocks, seconds);
    return speaker === null ? null : nameOf(speaker);
  };
  const bars = <Traces traces={traces} colorOf={colorOf} width={width} height={height} />;
  return (
    <div className="relative">
      <div className={cn("absolute top-0 right-0 left-0", lanes && NAMES.offset)}>
        {pointed !== null ? (
          <TimeBubble seconds={pointed} name={nameAt(pointed)} share={shareOf(shown, pointed)} />
        ) : isFocused ? (
          <PlaceBubble nameAt={nameAt} shown={shown} />
        ) : null}
      </div>
      <div className={cn("flex", lanes && "max-h-[40dvh] overflow-y-auto")}>
        {lanes ? <LaneNames lanes={lanes} voices={voices} /> : null}
        <div
          className={cn(
            "relative min-w-0 flex-1 rounded-sm",
            isFocused && "outline-2 -outline-offset-2 outline-ring",
          )}
        >
          <div
            ref={area}
            aria-hidden
            data-testid="waveform"
            className="relative cursor-pointer touch-pan-y overflow-hidden select-none"
            style={{ height }}
            {...handlers}
          >
            <div className="absolute inset-0 opacity-45">{bars}</div>
            <Played shown={shown}>{bars}</Played>
            {pointed === null ? null : (
              <div
                className="absolute inset-y-0 w-px bg-foreground/60"
                style={{ left: `${shareOf(shown, pointed) * 100}%` }}
              />
            )}
          </div>
          <SeekSlider duration={duration} view={view} nameAt={nameAt} onFocused={setFocused} />
        </div>
      </div>
      {view.isWhole ? null : <WindowStrip view={view} shown={shown} />}
    </div>
  );
}

/** The time of playback, for those who reach the waveform by keyboard. */
function PlaceBubble({ nameAt, shown }: { nameAt: (seconds: number) => string | null; shown: TimeWindow }) {
  const seconds = usePlayerState(({ time }) => Math.floor(time));
  const share = Math.max(0, Math.min(1, shareOf(shown, seconds)));
  return <TimeBubble seconds={seconds} name={nameAt(seconds)} share={share} />;
}

/** What has been played, in full colour, up to the place of playback. It changes on each frame, past React. */
function Played({ shown, children }: { shown: TimeWindow; children: ReactNode }) {
  const player = usePlayer();
  const played = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const draw = () => {
      const percent = Math.max(0, Math.min(1, shareOf(shown, player.time))) * 100;
      if (played.current) played.current.style.clipPath = `inset(0 ${100 - percent}% 0 0)`;
      if (!place.current) return;
      place.current.style.left = `${percent}%`;
      place.current.hidden = !shows(shown, player.time);
    };
    draw();
    return player.subscribe(draw);
  }, [player, shown]);
  return (
    <>
      <div ref={played} data-testid="waveform-played" className="absolute inset-0">
        {children}
      </div>
      <div ref={place} className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent" />
    </>
  );
}
