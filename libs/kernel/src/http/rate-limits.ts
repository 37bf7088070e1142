import { Inject, Injectable, Logger, SetMetadata } from '@nestjs/common';
import { AppError } from '../app-error.js';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { TokenBuckets } from './token-buckets.js';

/**
 * Requests per minute. A bucket holds a minute's worth, so that much may come at once. An address may be a whole ministry
 * behind one router; an account is one person with many tabs. Tries to sign in and anonymous verification have limits
 * of their own besides.
 */
export const RATES = {
  /** Whatever has no other class. */
  ordinary: { account: 600, address: 12_000 },
  /** Answers while one types. */
  search: { account: 240, address: 4_800 },
  upload: { account: 120, address: 1_200 },
  /** A long answer that is made anew each time. */
  export: { account: 30, address: 300 },
} as const satisfies Record<string, { account: number; address: number }>;
export type RateClass = keyof typeof RATES;

export const RATE_CLASS = 'kelisim:rate-class';

/** Counts an address, or all of a controller, among those of a class other than `ordinary`. */
export const Rated = (rateClass: Exclude<RateClass, 'ordinary'>) => SetMetadata(RATE_CLASS, rateClass);

/** Accounts or addresses that are remembered, per class; who is forgotten begins with a full bucket. */
const MOST_KEYS = 50_000;
const TOLD_KEYS = 1000;
const MINUTE_MS = 60_000;

/** How often one address and one account may ask. In memory: with n processes of the api at most n times the limits. */
@Injectable()
export class RateLimits {
  private readonly logger = new Logger('rates');
  private readonly buckets = new Map<string, TokenBuckets>();
  /** Of each who is refused the log is told once a minute, however often he asks. */
  private readonly told = new TokenBuckets(1, MINUTE_MS, TOLD_KEYS);

  /** @param config `rateFactor`: all limits are so many times what the table says */
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) { rateFactor }: Pick<Config, 'rateFactor'>,
  ) {
    for (const [rateClass, limits] of Object.entries(RATES)) {
      for (const [whose, perMinute] of Object.entries(limits)) {
        const most = perMinute * rateFactor;
        this.buckets.set(`${whose} ${rateClass}`, new TokenBuckets(most, MINUTE_MS / most, MOST_KEYS));
      }
    }
  }

  /** Counts a request of a network address. @throws AppError RATE_LIMITED with `seconds` to wait */
  takeForAddress(rateClass: RateClass, address: string): void {
    this.take(`address ${rateClass}`, networkOf(address));
  }

  /** Counts a request of an account. @throws AppError RATE_LIMITED with `seconds` to wait */
  takeForAccount(rateClass: RateClass, accountId: string): void {
    this.take(`account ${rateClass}`, accountId);
  }

  private take(bucket: string, key: string): void {
    const now = this.clock.now().getTime();
    const waitMs = this.buckets.get(bucket)?.take(key, now) ?? 0;
    if (waitMs === 0) return;
    const who = `${bucket} ${key}`;
    if (this.told.take(who, now) === 0) this.logger.warn(`asks too often: ${who}`);
    throw new AppError('RATE_LIMITED', { seconds: Math.ceil(waitMs / 1000) });
  }
}

/**
 * Whoever has an IPv6 address has 2^64 of them (RFC 6177): they count as one. So do all ports of an address: some proxies
 * write them behind it.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '').replace(/^([\d.]+):\d+$/, '$1');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%', 1)[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const rest = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}
