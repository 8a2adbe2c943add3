/** Quieter than this, in decibels below full scale, is no speech into a microphone close by. */
const QUIETEST_DB = -45;

/** Counts the seconds in which somebody speaks, of a microphone's samples. */
export class SpeechClock {
  private spoken = 0;

  get seconds(): number {
    return this.spoken;
  }

  /** Note the last samples of a stretch of so many seconds. */
  note(samples: Float32Array, seconds: number): void {
    let power = 0;
    for (const sample of samples) power += sample * sample;
    if (10 * Math.log10(power / samples.length + 1e-12) > QUIETEST_DB) this.spoken += seconds;
  }
}
