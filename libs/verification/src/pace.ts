/** How fast whoever sends must be. */
export interface PaceLimits {
  /** The whole has so long... */
  readonly wholeMs: number;
  /** ...and longer by a second for so many bytes that have come. */
  readonly bytesPerSecond: number;
  /** Within so long... */
  readonly stallMs: number;
  /** ...so many bytes must come, or the rest. */
  readonly stallBytes: number;
}

/** A request that sends less than this holds its place for nothing. 200 MB have four and a half minutes. */
export const PACE: PaceLimits = {
  wholeMs: 60_000,
  bytesPerSecond: 1024 * 1024,
  stallMs: 10_000,
  stallBytes: 64 * 1024,
};

/** Watches how fast a body comes. Times are milliseconds of one clock. */
export class Pace {
  /** When enough had come last, and how much it was. */
  private mark: { at: number; bytes: number };

  constructor(
    private readonly limits: PaceLimits,
    private readonly startedAt: number,
  ) {
    this.mark = { at: startedAt, bytes: 0 };
  }

  /** @param bytes that have come so far */
  isTooSlow(bytes: number, now: number): boolean {
    const { wholeMs, bytesPerSecond, stallMs, stallBytes } = this.limits;
    if (bytes - this.mark.bytes >= stallBytes) this.mark = { at: now, bytes };
    if (now - this.mark.at >= stallMs) return true;
    return now - this.startedAt >= wholeMs + (bytes / bytesPerSecond) * 1000;
  }

  /** In how many seconds it will be over, if it goes on as until now: all is there, or it is cut. */
  secondsLeft(bytes: number, total: number, now: number): number {
    const cutIn = (this.mark.at + this.limits.stallMs - now) / 1000;
    const elapsed = (now - this.startedAt) / 1000;
    const left = bytes > 0 ? ((total - bytes) / bytes) * elapsed : cutIn;
    const moving = bytes - this.mark.bytes > 0 || this.mark.at === now;
    return Math.max(0, moving ? left : Math.min(left, cutIn));
  }
}
