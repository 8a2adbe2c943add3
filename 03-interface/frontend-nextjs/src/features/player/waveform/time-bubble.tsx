import { formatClock } from "@/lib/format/time";

/** A time and who speaks then, above a place of the waveform (`share`, 0 to 1). */
export function TimeBubble({
  seconds,
  name,
  share,
}: {
  seconds: number;
  name: string | null;
  share: number;
}) {
  return (
    <div
      data-testid="waveform-time"
      className="pointer-events-none absolute bottom-full z-10 mb-1 flex max-w-56 gap-1.5 rounded-md bg-primary px-1.5 py-0.5 text-xs whitespace-nowrap text-primary-foreground shadow-float"
      // At either end it stays within the waveform.
      style={{ left: `${share * 100}%`, transform: `translateX(-${share * 100}%)` }}
    >
      <span className="font-mono tabular-nums">{formatClock(seconds)}</span>
      {name ? <bdi className="truncate">{name}</bdi> : null}
    </div>
  );
}
