"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { usePlayer, usePlayerState } from "@/features/player/player-context";
import type { WaveformView } from "@/features/player/waveform/window/waveform-view";
import { formatClock } from "@/lib/format/time";

export const ZOOM_STEP = 2;

type SeekSliderProps = {
  duration: number;
  view: WaveformView;
  nameAt: (seconds: number) => string | null;
  onFocused: (isFocused: boolean) => void;
};

/** The waveform for keyboards and screen readers: a slider that tells the time and who speaks; + and - zoom. */
export function SeekSlider({ duration, view, nameAt, onFocused }: SeekSliderProps) {
  const t = useTranslations("player");
  const player = usePlayer();
  const seconds = usePlayerState(({ time }) => Math.floor(time));
  const name = nameAt(seconds);
  const place = t("positionOf", { position: formatClock(seconds), duration: formatClock(duration) });
  const zoom = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") view.zoomBy(ZOOM_STEP);
    else if (event.key === "-") view.zoomBy(1 / ZOOM_STEP);
    else if (event.key === "0") view.showWhole();
    else return;
    event.preventDefault();
  };
  return (
    <input
      type="range"
      aria-label={t("position")}
      aria-valuetext={name ? t("positionWith", { place, name }) : place}
      min={0}
      max={Math.floor(duration)}
      value={Math.min(seconds, Math.floor(duration))}
      onChange={(event) => player.seek(Number(event.target.value))}
      onKeyDown={zoom}
      onFocus={(event) => onFocused(event.target.matches(":focus-visible"))}
      onBlur={() => onFocused(false)}
      className="sr-only"
    />
  );
}
