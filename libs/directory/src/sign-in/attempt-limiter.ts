import { networkOf } from '#kernel';

const MOST_ADDRESSES = 10_000;

/**
 * How often one network address may try in a while, whoever has a network of IPv6 addresses as one; kept in memory, per
 * process. An attempt is counted before its
 * outcome is known, so that many at once do not slip through, and is given back when it succeeds.
 */
export class AttemptLimiter {
  private readonly windows = new Map<string, { startedAt: number; attempts: number }>();

  /** @param windowMs milliseconds in which at most `most` attempts may fail */
  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Counts an attempt. @returns seconds to wait, where there were too many; else undefined */
  take(address: string, now: number): number | undefined {
    const network = networkOf(address);
    let window = this.windows.get(network);
    if (!window || now >= window.startedAt + this.windowMs) {
      window = { startedAt: now, attempts: 0 };
      // Re-entered at the end, so that the first one in the map is the oldest.
      this.windows.delete(network);
      this.windows.set(network, window);
      this.forgetOldest();
    }
    if (window.attempts >= this.most) return Math.ceil((window.startedAt + this.windowMs - now) / 1000);
    window.attempts += 1;
    return undefined;
  }

  giveBack(address: string): void {
    const window = this.windows.get(networkOf(address));
    if (window && window.attempts > 0) window.attempts -= 1;
  }

  private forgetOldest(): void {
    if (this.windows.size <= MOST_ADDRESSES) return;
    const [oldest] = this.windows.keys();
    if (oldest !== undefined) this.windows.delete(oldest);
  }
}
