import {
  MIN_WINDOW_SECONDS,
  moved,
  shows,
  turnedTo,
  zoomed,
  type TimeWindow,
} from "@/features/player/waveform/window/time-window";
import { Store } from "@/lib/store/store";

/** Seconds between two notices of the player that mean that somebody went elsewhere. */
const JUMP_SECONDS = 1.5;

/** The part of a recording that its waveform shows. It follows playback, unless somebody has moved it elsewhere. */
export class WaveformView extends Store<TimeWindow> {
  /** Somebody looks at another part than the one that is heard. */
  private isHeld = false;
  private time = 0;

  constructor(readonly duration: number) {
    super({ from: 0, to: duration });
  }

  get length(): number {
    return this.state.to - this.state.from;
  }

  /** How many times longer the recording is than what is shown. */
  get zoom(): number {
    return this.length > 0 ? this.duration / this.length : 1;
  }

  get isWhole(): boolean {
    return this.length >= this.duration;
  }

  get isClosest(): boolean {
    return this.length <= MIN_WINDOW_SECONDS;
  }

  /** Show `factor` times less; the time `at` stays in place, by default that of playback if it is in view. */
  zoomBy(factor: number, at?: number): void {
    const { from, to } = this.state;
    const middle = shows(this.state, this.time) ? this.time : (from + to) / 2;
    this.show(zoomed(this.state, this.duration, factor, at ?? middle));
  }

  moveBy(seconds: number): void {
    this.show(moved(this.state, this.duration, seconds));
  }

  showWhole(): void {
    this.show({ from: 0, to: this.duration });
  }

  /** Show the time of playback, in seconds; not while somebody looks elsewhere, until it comes there or jumps. */
  follow(time: number): void {
    if (Math.abs(time - this.time) > JUMP_SECONDS || shows(this.state, time)) this.isHeld = false;
    this.time = time;
    if (!this.isHeld) this.replace(turnedTo(this.state, this.duration, time));
  }

  private show(window: TimeWindow): void {
    this.isHeld = !shows(window, this.time);
    this.replace(window);
  }

  private replace(window: TimeWindow): void {
    if (window.from !== this.state.from || window.to !== this.state.to) this.setState(window);
  }
}
