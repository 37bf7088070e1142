import { AppError } from './app-error.js';

/** Lets a few work at once in this process; others stand in line, whoever waits longest first. */
export class Turns {
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** Resolves when it is the caller's turn. @returns gives the place up @throws AppError UNAVAILABLE: too many wait */
  async take(): Promise<() => void> {
    if (this.waiting.length >= this.mostWaiting) throw new AppError('UNAVAILABLE');
    if (this.working >= this.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.working += 1;
    return () => {
      // Whoever waits longest takes the place over.
      const next = this.waiting.shift();
      if (next) next();
      else this.working -= 1;
    };
  }
}
