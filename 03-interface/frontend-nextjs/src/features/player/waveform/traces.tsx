import { memo } from "react";
import type { Trace } from "@/features/player/waveform/bars";

type TracesProps = {
  traces: readonly Trace[];
  colorOf: (speaker: string) => string;
  width: number;
  height: number;
};

/** The bars, in colours that follow the theme because the page's style sheet resolves them. */
export const Traces = memo(function Traces({ traces, colorOf, width, height }: TracesProps) {
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block">
      {traces.map(({ speaker, path }) => (
        <path
          key={speaker}
          data-speaker={speaker ?? undefined}
          d={path}
          fill="none"
          strokeWidth={2}
          style={{ stroke: speaker === null ? "var(--border-strong)" : colorOf(speaker) }}
        />
      ))}
    </svg>
  );
});
