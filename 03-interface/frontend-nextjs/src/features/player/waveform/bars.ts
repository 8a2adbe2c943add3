import type { Block } from "@/entities/transcript/model";
import type { TimeWindow } from "@/features/player/waveform/window/time-window";

/** Pixels from one bar to the next, of which one is the gap. */
const BAR_STEP = 3;
const MIN_HEIGHT = 2;
/** Exponent of a bar's height: below 1, quiet voices are drawn larger than in proportion. */
const LIFT = 0.8;
/** Bars of the whole recording among which the loudest gives the scale, however close one looks. */
const SCALE_BARS = 500;

type Spoken = Pick<Block, "speaker" | "start" | "end">;

/** The bars of one speaker, as the data of an SVG path; of nobody where `speaker` is null. */
export type Trace = { speaker: string | null; path: string };

type Look = {
  peaks: ArrayLike<number>;
  /** Of the whole recording, in seconds. */
  duration: number;
  shown: TimeWindow;
  blocks: readonly Spoken[];
  /** Speakers who have a lane each, from above; null for one lane of all. */
  lanes: readonly string[] | null;
  /** Pixels. */
  width: number;
  height: number;
};

/** Return the bars of each speaker in the part of the recording that is shown. */
export function tracesOf({ peaks, duration, shown, blocks, lanes, width, height }: Look): Trace[] {
  const bars = Math.max(1, Math.floor(width / BAR_STEP));
  const share = peaks.length / (duration || 1);
  const levels = levelsOfBars(peaks, bars, shown.from * share, shown.to * share);
  const scale = Math.max(...levelsOfBars(peaks, SCALE_BARS)) || 1;
  const heard = secondsOfBars(blocks, shown, bars);
  const laneHeight = height / (lanes?.length || 1);
  const paths = new Map<string | null, string>();
  levels.forEach((level, bar) => {
    const of = heard[bar] ?? new Map<string, number>();
    const speakers = lanes ? lanes.filter((speaker) => of.has(speaker)) : [findLongest(of) ?? null];
    const tall = Math.max(MIN_HEIGHT, Math.min(1, level / scale) ** LIFT * (laneHeight - 2));
    for (const speaker of speakers) {
      const middle = ((lanes && speaker ? lanes.indexOf(speaker) : 0) + 0.5) * laneHeight;
      const line = `M${bar * BAR_STEP + 1} ${(middle - tall / 2).toFixed(1)}v${tall.toFixed(1)}`;
      paths.set(speaker, (paths.get(speaker) ?? "") + line);
    }
  });
  return [...paths].map(([speaker, path]) => ({ speaker, path }));
}

/**
 * Return the level of each bar between two places (`from`, `to`) of the peaks. A bar of a long recording covers many
 * seconds, whose peak is about the same everywhere: the mean counts too, so that speech stands out.
 */
export function levelsOfBars(peaks: ArrayLike<number>, bars: number, from = 0, to = peaks.length): number[] {
  return Array.from({ length: bars }, (_, bar) => {
    const first = Math.floor(from + (bar / bars) * (to - from));
    const last = Math.max(first + 1, Math.floor(from + ((bar + 1) / bars) * (to - from)));
    let loudest = 0;
    let sum = 0;
    for (let at = first; at < last; at += 1) {
      const peak = Math.abs(peaks[at] ?? 0);
      loudest = Math.max(loudest, peak);
      sum += peak;
    }
    return Math.sqrt((loudest * sum) / (last - first));
  });
}

/** Return for how many seconds each speaker is heard under each bar of a window. */
export function secondsOfBars(
  blocks: readonly Spoken[],
  { from, to }: TimeWindow,
  bars: number,
): ReadonlyMap<string, number>[] {
  const seconds = (to - from) / bars;
  const heard = Array.from({ length: bars }, () => new Map<string, number>());
  for (const { speaker, start, end } of blocks) {
    if (end <= from || start >= to) continue;
    const last = Math.min(bars - 1, Math.floor((end - from) / seconds));
    for (let bar = Math.max(0, Math.floor((start - from) / seconds)); bar <= last; bar += 1) {
      const begin = from + bar * seconds;
      const length = Math.min(end, begin + seconds) - Math.max(start, begin);
      const of = heard[bar];
      if (length > 0) of?.set(speaker, (of.get(speaker) ?? 0) + length);
    }
  }
  return heard;
}

function findLongest(secondsOf: ReadonlyMap<string, number>): string | undefined {
  let longest: string | undefined;
  let max = 0;
  for (const [speaker, seconds] of secondsOf) {
    if (seconds <= max) continue;
    longest = speaker;
    max = seconds;
  }
  return longest;
}

/** Return who is heard at a time; null where nobody is. Where two speak at once, the one who began last. */
export function speakerAt(blocks: readonly Spoken[], time: number): string | null {
  return blocks.findLast(({ start, end }) => start <= time && time < end)?.speaker ?? null;
}
