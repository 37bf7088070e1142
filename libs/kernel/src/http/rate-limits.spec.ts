import { FakeClock } from '#testing';
import { networkOf, RATES, RateLimits } from './rate-limits.js';
import { TokenBuckets } from './token-buckets.js';

const SECOND = 1000;

describe('a bucket of tokens', () => {
  /** Three at once, then one a second. */
  const bucket = (mostKeys = 10) => new TokenBuckets(3, SECOND, mostKeys);
  const drained = (buckets: TokenBuckets, key = 'a') => [1, 2, 3].map(() => buckets.take(key, 0));

  test('gives what it holds at once, then tells how long to wait', () => {
    const buckets = bucket();
    expect(drained(buckets)).toEqual([0, 0, 0]);
    expect(buckets.take('a', 0)).toBe(SECOND);
    expect(buckets.take('a', 400)).toBe(600);
  });

  test('fills up steadily, also while it is asked in vain, and never beyond the brim', () => {
    const buckets = bucket();
    drained(buckets);
    for (let at = 0; at < SECOND; at += 100) buckets.take('a', at);
    expect([buckets.take('a', SECOND), buckets.take('a', SECOND)]).toEqual([0, SECOND]);
    const later = 3600 * SECOND;
    expect([1, 2, 3, 4].map(() => buckets.take('a', later))).toEqual([0, 0, 0, SECOND]);
  });

  test('is each one’s own', () => {
    const buckets = bucket();
    drained(buckets);
    expect(buckets.take('b', 0)).toBe(0);
  });

  test('makes nobody wait because the clock was set back: what was counted is forgotten', () => {
    const buckets = bucket();
    [1, 2, 3].map(() => buckets.take('a', 3600 * SECOND));
    expect([0, 0, 0, 0].map((now) => buckets.take('a', now))).toEqual([0, 0, 0, SECOND]);
  });

  test('of whoever has been quiet longest is forgotten where there are too many', () => {
    const buckets = bucket(2);
    drained(buckets, 'a');
    drained(buckets, 'b');
    expect(buckets.take('a', 0)).toBe(SECOND); // a was quiet, now b is
    buckets.take('c', 0);
    expect(buckets.take('a', 0)).toBe(SECOND);
    expect(buckets.take('b', 0)).toBe(0);
  });
});

describe('the limits', () => {
  const start = (rateFactor = 1) => {
    const clock = new FakeClock();
    return { clock, limits: new RateLimits(clock, { rateFactor }) };
  };
  const refusalOf = (act: () => void): unknown => {
    try {
      act();
      return undefined;
    } catch (error) {
      return error;
    }
  };

  test('let a busy person with many tabs pass, and stop a program', () => {
    const { limits, clock } = start();
    for (let count = 0; count < RATES.ordinary.account; count += 1)
      limits.takeForAccount('ordinary', 'aliya');
    const refusal = { code: 'RATE_LIMITED', params: { seconds: 1 } };
    expect(refusalOf(() => limits.takeForAccount('ordinary', 'aliya'))).toMatchObject(refusal);
    expect(refusalOf(() => limits.takeForAccount('search', 'aliya'))).toBeUndefined();
    expect(refusalOf(() => limits.takeForAccount('ordinary', 'bolat'))).toBeUndefined();
    clock.advance({ seconds: 1 });
    expect(refusalOf(() => limits.takeForAccount('ordinary', 'aliya'))).toBeUndefined();
  });

  test('leave room for twenty busy people behind one address, in ordinary work', () => {
    expect(RATES.ordinary.address).toBeGreaterThanOrEqual(20 * RATES.ordinary.account);
    for (const { account, address } of Object.values(RATES))
      expect(address).toBeGreaterThanOrEqual(10 * account);
  });

  test('are so many times higher where the portal is told so', () => {
    const { limits } = start(2);
    for (let count = 0; count < 2 * RATES.export.account; count += 1)
      limits.takeForAccount('export', 'aliya');
    expect(refusalOf(() => limits.takeForAccount('export', 'aliya'))).toMatchObject({
      params: { seconds: 1 },
    });
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:49152', '192.0.2.7'],
  ['::ffff:192.0.2.7:49152', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('the address %s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
