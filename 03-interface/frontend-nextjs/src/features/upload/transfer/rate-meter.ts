const SMOOTHING_MS = 3_000;

/** The smoothed speed of a transfer. Times are in milliseconds. */
export class RateMeter {
  private speed: number | null = null;
  private lastBytes = 0;
  private lastAt: number;

  constructor(startedAt: number) {
    this.lastAt = startedAt;
  }

  /** Note the bytes sent by now; return bytes per second, or null while that is unknown. */
  note(bytes: number, at: number): number | null {
    const elapsed = at - this.lastAt;
    if (elapsed < 100) return this.speed;
    // A part that is sent again subtracts what was counted of it.
    const present = (Math.max(0, bytes - this.lastBytes) / elapsed) * 1000;
    const weight = 1 - Math.exp(-elapsed / SMOOTHING_MS);
    this.speed = this.speed === null ? present : this.speed + weight * (present - this.speed);
    this.lastBytes = bytes;
    this.lastAt = at;
    return this.speed;
  }
}

export function secondsLeft(sent: number, total: number, speed: number | null): number | null {
  return speed === null || speed <= 0 ? null : (total - sent) / speed;
}
