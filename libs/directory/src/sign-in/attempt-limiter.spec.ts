import { AttemptLimiter } from './attempt-limiter.js';

describe('attempts of one address', () => {
  test('are limited in a while, and free again after it', () => {
    const limiter = new AttemptLimiter(2, 60_000);
    expect([0, 1, 20_000].map((now) => limiter.take('10.0.0.1', now))).toEqual([undefined, undefined, 40]);
    expect(limiter.take('10.0.0.2', 20_000)).toBeUndefined();
    expect(limiter.take('10.0.0.1', 60_000)).toBeUndefined();
  });

  test('whoever has a network of addresses (IPv6) is one', () => {
    const limiter = new AttemptLimiter(2, 60_000);
    const asked = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:db8:1:2:3:4:5:6', '2001:db8:1:3::1'];
    expect(asked.map((address) => limiter.take(address, 0))).toEqual([undefined, undefined, 60, undefined]);
    limiter.giveBack('2001:db8:1:2::9');
    expect(limiter.take('2001:db8:1:2::7', 0)).toBeUndefined();
  });

  test('that succeed do not count', () => {
    const limiter = new AttemptLimiter(1, 60_000);
    for (let i = 0; i < 5; i += 1) {
      expect(limiter.take('10.0.0.1', i)).toBeUndefined();
      limiter.giveBack('10.0.0.1');
    }
  });
});
