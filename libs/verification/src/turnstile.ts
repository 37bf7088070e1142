import { Injectable } from '@nestjs/common';
import { AttemptLimiter } from '#directory';
import { AppError, Clock } from '#kernel';

/** How many checks may be under way in one process, each with its file on the disk. */
const AT_ONCE = 8;
const AT_ONCE_OF_ADDRESS = 2;
const WINDOW_MS = 10 * 60_000;
const MOST_IN_WINDOW = 60;
const SOON_SECONDS = 5;

/** Keeps those whom nobody knows from tiring the server: so many checks at once, and so many in a while from one address. */
@Injectable()
export class Turnstile {
  private readonly limiter = new AttemptLimiter(MOST_IN_WINDOW, WINDOW_MS);
  private readonly inside = new Map<string, number>();
  private all = 0;

  constructor(private readonly clock: Clock) {}

  /**
   * Does `work` for `address`, where there is room.
   * @throws AppError TOO_MANY_REQUESTS with `seconds` to wait
   */
  async pass<T>(address: string, work: () => Promise<T>): Promise<T> {
    const own = this.inside.get(address) ?? 0;
    if (this.all >= AT_ONCE || own >= AT_ONCE_OF_ADDRESS) {
      throw new AppError('TOO_MANY_REQUESTS', { seconds: SOON_SECONDS });
    }
    const seconds = this.limiter.take(address, this.clock.now().getTime());
    if (seconds !== undefined) throw new AppError('TOO_MANY_REQUESTS', { seconds });
    this.count(address, 1);
    try {
      return await work();
    } finally {
      this.count(address, -1);
    }
  }

  private count(address: string, by: 1 | -1): void {
    this.all += by;
    const own = (this.inside.get(address) ?? 0) + by;
    if (own > 0) this.inside.set(address, own);
    else this.inside.delete(address);
  }
}
