"use client";

import { useEffect, useRef } from "react";

const BARS = 24;
const QUIETEST_DB = -60;
const STEP_MS = 80;

/** The level of the last two seconds, so that a dead microphone is noticed before the meeting is lost. */
export function LevelMeter({ stream, isRunning }: { stream: MediaStream; isRunning: boolean }) {
  const bars = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isRunning) return;
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    analyser.fftSize = 2048;
    audio.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const levels: number[] = Array.from({ length: BARS }, () => 0);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      levels.shift();
      levels.push(loudness(samples));
      levels.forEach((level, place) => {
        const bar = bars.current?.children[place];
        if (bar instanceof HTMLElement) bar.style.transform = `scaleY(${Math.max(0.06, level)})`;
      });
    }, STEP_MS);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [stream, isRunning]);

  return (
    <div ref={bars} aria-hidden data-testid="level" className="flex h-9 flex-1 items-center gap-[3px]">
      {Array.from({ length: BARS }, (_, place) => (
        <span
          key={place}
          className="h-full min-w-[2px] flex-1 rounded-full bg-accent"
          style={{ transform: "scaleY(0.06)" }}
        />
      ))}
    </div>
  );
}

/** Return the level from 0 (silence) to 1 (full scale), on a decibel scale. */
function loudness(samples: Float32Array): number {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  const decibels = 10 * Math.log10(power / samples.length + 1e-12);
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_DB));
}
