"use client";

import { useRef, type PointerEvent } from "react";
import type { TimeWindow } from "@/features/player/waveform/window/time-window";
import type { WaveformView } from "@/features/player/waveform/window/waveform-view";

/** Under a waveform that shows a part: where that part lies in the recording; a press or drag moves it. */
export function WindowStrip({ view, shown }: { view: WaveformView; shown: TimeWindow }) {
  const strip = useRef<HTMLDivElement>(null);
  const percent = (seconds: number) => `${(seconds / view.duration) * 100}%`;
  const moveTo = ({ clientX }: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect();
    if (!box) return;
    const middle = ((clientX - box.left) / box.width) * view.duration;
    view.moveBy(middle - (shown.from + shown.to) / 2);
  };
  return (
    <div
      ref={strip}
      data-testid="waveform-part"
      className="relative h-4 cursor-pointer touch-pan-y py-1.5"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => event.buttons > 0 && moveTo(event)}
    >
      <div className="h-1 rounded-full bg-muted" />
      <div
        className="absolute top-1.5 h-1 min-w-2 rounded-full bg-border-strong"
        style={{ left: percent(shown.from), width: percent(shown.to - shown.from) }}
      />
    </div>
  );
}
