/** A part of the recording, in seconds. */
export type Stretch = { start: number; end: number };

/** Return the stretch from the start of the earliest part to the end of the last to end; null without any. */
export function stretchAround(parts: readonly Stretch[] = []): Stretch | null {
  if (parts.length === 0) return null;
  return {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
  };
}
