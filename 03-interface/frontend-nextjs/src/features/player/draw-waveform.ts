import type { Block } from "@/entities/transcript/model";

const BAR = 2;
const GAP = 1;
const MIN_HEIGHT = 2;
/** Exponent of a bar's height: below 1, quiet voices are drawn larger than in proportion. */
const LIFT = 0.8;

type Look = {
  /** Seconds. */
  duration: number;
  blocks: readonly Block[];
  colors: ReadonlyMap<string, string>;
  silence: string;
};

/**
 * Return the level of each bar. A bar of a long recording covers many seconds, whose peak is about the same everywhere:
 * the mean counts too, so that speech stands out.
 */
export function drawWaveform(context: CanvasRenderingContext2D, peaks: ArrayLike<number>, look: Look): void {
  const { width, height } = context.canvas;
  const ratio = globalThis.devicePixelRatio || 1;
  const step = (BAR + GAP) * ratio;
  const bars = Math.max(1, Math.floor(width / step));
  const speakers = speakersOfBars(look.blocks, look.duration, bars);
  const levels = levelsOfBars(peaks, bars);
  const loudest = levels.reduce((max, level) => Math.max(max, level), 0) || 1;
  levels.forEach((level, bar) => {
    context.fillStyle = look.colors.get(speakers[bar] ?? "") ?? look.silence;
    const barHeight = Math.max(MIN_HEIGHT * ratio, (level / loudest) ** LIFT * height);
    context.beginPath();
    context.roundRect(bar * step, (height - barHeight) / 2, BAR * ratio, barHeight, ratio);
    context.fill();
  });
}

export function levelsOfBars(peaks: ArrayLike<number>, bars: number): number[] {
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar / bars) * peaks.length);
    const to = Math.max(from + 1, Math.floor(((bar + 1) / bars) * peaks.length));
    let loudest = 0;
    let sum = 0;
    for (let at = from; at < to; at += 1) {
      const peak = Math.abs(peaks[at] ?? 0);
      loudest = Math.max(loudest, peak);
      sum += peak;
    }
    return Math.sqrt((loudest * sum) / (to - from));
  });
}

/** Return the speaker who speaks longest under each bar; undefined where nobody speaks. */
export function speakersOfBars(
  blocks: readonly Pick<Block, "speaker" | "start" | "end">[],
  duration: number,
  bars: number,
): (string | undefined)[] {
  const seconds = duration / bars;
  const heard = Array.from({ length: bars }, () => new Map<string, number>());
  for (const { speaker, start, end } of blocks) {
    const last = Math.min(bars - 1, Math.floor(end / seconds));
    for (let bar = Math.max(0, Math.floor(start / seconds)); bar <= last; bar += 1) {
      const length = Math.min(end, (bar + 1) * seconds) - Math.max(start, bar * seconds);
      const of = heard[bar];
      of?.set(speaker, (of.get(speaker) ?? 0) + length);
    }
  }
  return heard.map(findLongest);
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
