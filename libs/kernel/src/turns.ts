import { AppError } from './app-error.js';

interface Waiting {
  readonly account: string;
  readonly begin: () => void;
}

/**
 * Lets a few work at once in this process; others stand in line. Accounts share the places fairly: none holds more than its
 * own, and of those in line who was served longest ago comes next, however many another has there.
 */
export class Turns {
  private readonly waiting: Waiting[] = [];
  private readonly working = new Map<string, number>();
  /** The newest turn of each account that works or waits. */
  private readonly served = new Map<string, number>();
  private turns = 0;

  /** @param ofOne what one account may hold: beyond that it waits though a place is free, for that is there for others */
  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
    private readonly ofOne = { atOnce, mostWaiting },
  ) {}

  /**
   * Resolves when it is the caller's turn.
   * @param account left out where all that ask are one
   * @returns gives the place up
   * @throws AppError UNAVAILABLE: too many wait, of this account or of all
   */
  async take(account = ''): Promise<() => void> {
    if (this.mayWork(account)) this.begin(account);
    else await this.stand(account);
    return () => this.release(account);
  }

  private stand(account: string): Promise<void> {
    const own = this.waiting.filter((one) => one.account === account).length;
    if (this.waiting.length >= this.mostWaiting || own >= this.ofOne.mostWaiting) {
      throw new AppError('UNAVAILABLE');
    }
    return new Promise((resolve) => this.waiting.push({ account, begin: resolve }));
  }

  private release(account: string): void {
    const left = (this.working.get(account) ?? 1) - 1;
    if (left > 0) this.working.set(account, left);
    else this.working.delete(account);
    const next = this.next();
    if (next) {
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.begin(next.account);
      next.begin();
    }
    const isThere = this.working.has(account) || this.waiting.some((one) => one.account === account);
    if (!isThere) this.served.delete(account);
  }

  private mayWork(account: string): boolean {
    const all = [...this.working.values()].reduce((sum, count) => sum + count, 0);
    return all < this.atOnce && (this.working.get(account) ?? 0) < this.ofOne.atOnce;
  }

  private begin(account: string): void {
    this.turns += 1;
    this.served.set(account, this.turns);
    this.working.set(account, (this.working.get(account) ?? 0) + 1);
  }

  /** Of those who may: who was served longest ago, or never; among its own the first that came. */
  private next(): Waiting | undefined {
    const turnOf = ({ account }: Waiting) => this.served.get(account) ?? 0;
    return this.waiting
      .filter(({ account }) => this.mayWork(account))
      .reduce<Waiting | undefined>(
        (first, one) => (first === undefined || turnOf(one) < turnOf(first) ? one : first),
        undefined,
      );
  }
}
