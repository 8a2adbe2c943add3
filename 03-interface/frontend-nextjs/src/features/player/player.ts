import type { Stretch } from "@/entities/transcript/anchors/stretch";
import { Observable } from "@/lib/store/observable";

const SKIP_EPSILON = 0.05;
/** Seconds after the end of a loop in which playback returns: later, somebody has gone there. */
const LOOP_OVERRUN = 1.5;
const RATE_KEY = "scribe.playback-rate";
export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

type Only = { speaker: string; stretches: readonly Stretch[] };

/** An observable audio element: while it plays, it notifies on each animation frame. */
export class Player extends Observable {
  audio: HTMLAudioElement | null = null;
  private frame = 0;
  /** The second that was chosen where there is nothing to play: the transcript still goes there. */
  private place = 0;
  private detach: (() => void) | null = null;
  /** The stretch that is played again and again, in seconds. */
  loop: Stretch | null = null;
  /** Who is played alone, and when they speak, in order; null for everybody. */
  only: Only | null = null;

  /** For React's `ref`. */
  readonly attach = (audio: HTMLAudioElement | null): (() => void) => {
    this.detach?.();
    this.audio = audio;
    if (!audio) return () => undefined;
    audio.defaultPlaybackRate = rememberedRate();
    audio.playbackRate = audio.defaultPlaybackRate;
    const controller = new AbortController();
    for (const name of [
      "play",
      "pause",
      "seeking",
      "seeked",
      "timeupdate",
      "ratechange",
      "error",
      "emptied",
    ]) {
      audio.addEventListener(name, this.handleEvent, { signal: controller.signal });
    }
    this.detach = () => {
      controller.abort();
      cancelAnimationFrame(this.frame);
      this.audio = null;
    };
    return this.detach;
  };

  get time(): number {
    return this.audio?.currentTime ?? this.place;
  }

  get isPlaying(): boolean {
    return this.audio !== null && !this.audio.paused;
  }

  get rate(): number {
    return this.audio?.playbackRate ?? 1;
  }

  get hasFailed(): boolean {
    return Boolean(this.audio?.error);
  }

  toggle(): void {
    if (this.isPlaying) this.audio?.pause();
    else this.play();
  }

  play(): void {
    if (this.audio?.error) this.audio.load();
    this.beginOnlyAgain();
    // The element's state shows when the browser refused or the user paused before it began.
    this.audio?.play().catch(() => undefined);
  }

  pause(): void {
    this.audio?.pause();
  }

  /** Go to a second. Outside the stretches of who is played alone, everybody is heard again. */
  seek(seconds: number): void {
    if (this.only && placeIn(this.only.stretches, seconds) !== seconds) this.only = null;
    this.go(seconds);
  }

  private go(seconds: number): void {
    if (!this.audio) {
      this.place = Math.max(0, seconds);
      this.notify();
      return;
    }
    const end = Number.isFinite(this.audio.duration) ? this.audio.duration - SKIP_EPSILON : Infinity;
    this.audio.currentTime = Math.max(0, Math.min(seconds, end));
    this.notify();
  }

  /** Go on or back by seconds: by seconds of what is heard, if somebody is played alone. */
  skip(seconds: number): void {
    this.go(this.only ? skipIn(this.only.stretches, this.time, seconds) : this.time + seconds);
  }

  /** Set the speed, and remember it for this browser's next recordings. */
  setRate(rate: number): void {
    if (!this.audio) return;
    this.audio.defaultPlaybackRate = rate;
    this.audio.playbackRate = rate;
    localStorage.setItem(RATE_KEY, String(rate));
  }

  /** Play a stretch again and again, from its start if another place is being heard; null ends that. */
  repeat(stretch: Stretch | null): void {
    this.loop = stretch && { start: stretch.start, end: stretch.end };
    if (stretch && this.only && placeIn(this.only.stretches, stretch.start) !== stretch.start)
      this.only = null;
    if (stretch && (this.time < stretch.start || this.time >= stretch.end)) this.seek(stretch.start);
    this.notify();
  }

  /** Change who is played alone, and when they speak, without going anywhere; null, or nothing to play, ends that. */
  keepTo(only: Only | null): void {
    this.only = only && only.stretches.length > 0 ? only : null;
    this.notify();
  }

  /** Play one person and skip the others, from the present stretch or the next; null ends that. */
  playOnly(only: Only | null): void {
    this.keepTo(only);
    if (!this.only) return;
    const next = placeIn(this.only.stretches, this.time);
    if (next !== null && next !== this.time) this.go(next);
    this.play();
  }

  /** The next faster (1) or slower (-1) of the usual rates. */
  stepRate(direction: 1 | -1): void {
    const next =
      direction > 0 ? RATES.find((rate) => rate > this.rate) : RATES.findLast((rate) => rate < this.rate);
    if (next !== undefined) this.setRate(next);
  }

  private readonly handleEvent = ({ type }: Event): void => {
    cancelAnimationFrame(this.frame);
    // Keys of the keyboard and of headphones start the element past this class.
    if (type === "play") this.beginOnlyAgain();
    this.keepInLoop();
    this.keepToOnly();
    if (this.isPlaying) this.frame = requestAnimationFrame(this.handleFrame);
    this.notify();
  };

  private readonly handleFrame = (): void => {
    this.keepInLoop();
    this.keepToOnly();
    this.notify();
    if (this.isPlaying) this.frame = requestAnimationFrame(this.handleFrame);
  };

  /** Return to the start of the loop at its end. Whoever goes elsewhere by hand leaves the loop there. */
  private keepInLoop(): void {
    const { audio, loop } = this;
    if (!audio || !loop || audio.paused || audio.seeking) return;
    if (audio.currentTime >= loop.end && audio.currentTime < loop.end + LOOP_OVERRUN)
      audio.currentTime = loop.start;
  }

  /** Return to the first of the only stretches that are played after the last. */
  private beginOnlyAgain(): void {
    const first = this.only?.stretches[0];
    if (first && placeIn(this.only?.stretches ?? [], this.time) === null) this.go(first.start);
  }

  /** Skip what lies between the only stretches that are played, and stop after the last. */
  private keepToOnly(): void {
    const { audio, only } = this;
    if (!audio || !only || audio.paused || audio.seeking) return;
    const next = placeIn(only.stretches, audio.currentTime);
    if (next === null) audio.pause();
    else if (next !== audio.currentTime) audio.currentTime = next;
  }
}

/**
 * Return where to go on at these seconds if only the stretches are played: there if one is under way, else at the start
 * of the next; null after the last.
 */
export function placeIn(stretches: readonly Stretch[], seconds: number): number | null {
  const stretch = stretches.find(({ end }) => seconds < end - SKIP_EPSILON);
  if (!stretch) return null;
  return seconds >= stretch.start - SKIP_EPSILON ? seconds : stretch.start;
}

/** Return where `by` seconds of the stretches, on or back, lead from these seconds. */
export function skipIn(stretches: readonly Stretch[], seconds: number, by: number): number {
  const heard = stretches.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(seconds, end) - start),
    0,
  );
  let left = Math.max(0, heard + by);
  for (const { start, end } of stretches) {
    if (left < end - start) return start + left;
    left -= end - start;
  }
  return stretches.at(-1)?.end ?? seconds;
}

/** Return the speed that this browser remembers, if it is still one of the usual ones. */
function rememberedRate(): number {
  const kept = Number(localStorage.getItem(RATE_KEY));
  return RATES.find((rate) => rate === kept) ?? 1;
}
