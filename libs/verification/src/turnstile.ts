import { Injectable } from '@nestjs/common';
import { MAX_VERIFIED_BYTES } from '#contracts';
import { AttemptLimiter } from '#directory';
import { AppError, Clock, networkOf } from '#kernel';

/** How many may send, wait or be looked at in one process. Sending is cheap: the files lie on the disk. */
const PLACES = 64;
const PLACES_OF_ADDRESS = 2;
/** What all of them may hold on the disk, bytes. */
const BYTES = 8 * MAX_VERIFIED_BYTES;
/** How many are looked at at once; the others wait in line with their files received. */
const CHECKED_AT_ONCE = 8;
const WINDOW_MS = 10 * 60_000;
const MOST_IN_WINDOW = 60;
/** What is received is looked at within so many seconds. */
const CHECK_SECONDS = 5;

/** One request's place, from the first byte that it sends until its answer is made. */
export class Place {
  /** Received, and on the disk. */
  bytes = 0;
  /** In how many seconds it is likely to be free. */
  secondsLeft = CHECK_SECONDS;

  constructor(
    /** See `networkOf`. */
    readonly network: string,
    private readonly turnstile: Turnstile,
  ) {}

  /**
   * Tells how far the receiving has come.
   * @throws AppError TOO_MANY_REQUESTS where all places together hold too much
   */
  report(bytes: number, secondsLeft: number): void {
    this.bytes = bytes;
    this.secondsLeft = secondsLeft;
    this.turnstile.assertRoom();
  }

  /** Does `work` when it is its turn among those that are received. */
  check<T>(work: () => Promise<T>): Promise<T> {
    this.secondsLeft = CHECK_SECONDS;
    return this.turnstile.inTurn(work);
  }
}

/**
 * Keeps those whom nobody knows from tiring the server: so many at once, of all and of one address, so many bytes, and so
 * many in a while from one address. Whoever sends slowly holds a place, but keeps nobody from being looked at.
 */
@Injectable()
export class Turnstile {
  private readonly limiter = new AttemptLimiter(MOST_IN_WINDOW, WINDOW_MS);
  private readonly places = new Set<Place>();
  private readonly line: (() => void)[] = [];
  private checking = 0;

  constructor(private readonly clock: Clock) {}

  /**
   * Gives `address` a place for as long as `work` lasts, however it ends.
   * @throws AppError TOO_MANY_REQUESTS with `seconds` to wait: until the next place is likely to be free
   */
  async pass<T>(address: string, work: (place: Place) => Promise<T>): Promise<T> {
    const network = networkOf(address);
    const own = [...this.places].filter((place) => place.network === network);
    if (own.length >= PLACES_OF_ADDRESS) throw fullUntil(own);
    if (this.places.size >= PLACES) throw fullUntil(this.places);
    const seconds = this.limiter.take(address, this.clock.now().getTime());
    if (seconds !== undefined) throw new AppError('TOO_MANY_REQUESTS', { seconds });
    const place = new Place(network, this);
    this.places.add(place);
    try {
      return await work(place);
    } finally {
      this.places.delete(place);
    }
  }

  /** @throws AppError TOO_MANY_REQUESTS where all places together hold more than there is room for */
  assertRoom(): void {
    const held = [...this.places].reduce((sum, { bytes }) => sum + bytes, 0);
    if (held > BYTES) throw fullUntil(this.places);
  }

  /** Does `work` as one of the few at once; the others wait in the order in which they came. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.checking >= CHECKED_AT_ONCE) await new Promise<void>((resolve) => this.line.push(resolve));
    else this.checking += 1;
    try {
      return await work();
    } finally {
      // The turn goes on to the next in line, or comes back.
      const next = this.line.shift();
      if (next) next();
      else this.checking -= 1;
    }
  }
}

function fullUntil(places: Iterable<Place>): AppError {
  const soonest = Math.min(...[...places].map(({ secondsLeft }) => secondsLeft));
  return new AppError('TOO_MANY_REQUESTS', { seconds: Math.max(1, Math.ceil(soonest)) });
}
