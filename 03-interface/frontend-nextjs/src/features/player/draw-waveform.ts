import type { Block } from "@/features/transcript/model";

const BAR = 2;
const GAP = 1;
const LEAST_HEIGHT = 2;
/** Below 1, quiet voices are drawn larger than in proportion. */
const LIFT = 0.7;

type Look = {
  /** Seconds. */
  duration: number;
  blocks: readonly Block[];
  colors: ReadonlyMap<string, string>;
  silence: string;
};

/** Bars as high as the loudest sample under them, in the colour of who speaks then. */
export function drawWaveform(context: CanvasRenderingContext2D, peaks: ArrayLike<number>, look: Look): void {
  const { width, height } = context.canvas;
  const ratio = globalThis.devicePixelRatio || 1;
  const step = (BAR + GAP) * ratio;
  const bars = Math.floor(width / step);
  const loudest = loudestOf(peaks, 0, peaks.length) || 1;
  let block = 0;
  for (let bar = 0; bar < bars; bar += 1) {
    const from = Math.floor((bar / bars) * peaks.length);
    const to = Math.max(from + 1, Math.floor(((bar + 1) / bars) * peaks.length));
    const seconds = ((bar + 0.5) / bars) * look.duration;
    while ((look.blocks[block + 1]?.start ?? Infinity) <= seconds) block += 1;
    const speaking = look.blocks[block];
    const isSpeech = speaking !== undefined && speaking.start <= seconds && seconds <= speaking.end;
    context.fillStyle = (isSpeech ? look.colors.get(speaking.speaker) : undefined) ?? look.silence;
    const barHeight = Math.max(LEAST_HEIGHT * ratio, (loudestOf(peaks, from, to) / loudest) ** LIFT * height);
    context.beginPath();
    context.roundRect(bar * step, (height - barHeight) / 2, BAR * ratio, barHeight, ratio);
    context.fill();
  }
}

function loudestOf(peaks: ArrayLike<number>, from: number, to: number): number {
  let loudest = 0;
  for (let at = from; at < to; at += 1) loudest = Math.max(loudest, Math.abs(peaks[at] ?? 0));
  return loudest;
}
