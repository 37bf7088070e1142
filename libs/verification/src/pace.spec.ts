import { MAX_VERIFIED_BYTES } from '#contracts';
import { PACE, Pace } from './pace.js';

/** Whether a body that comes at `bytesPerSecond` is ever too slow, looked at each second, and when. */
function cutAt(bytesPerSecond: number, total: number): number | undefined {
  const pace = new Pace(PACE, 0);
  for (let second = 1; bytesPerSecond * second < total; second += 1) {
    if (pace.isTooSlow(bytesPerSecond * second, second * 1000)) return second;
  }
  return undefined;
}

const MIB = 1024 * 1024;

test('what comes at an office’s speed is never cut, however long', () => {
  expect(cutAt(4 * MIB, MAX_VERIFIED_BYTES)).toBeUndefined();
  expect(cutAt(MIB, MAX_VERIFIED_BYTES)).toBeUndefined();
});

test('a slow line has time for a short container', () => {
  expect(cutAt(256 * 1024, 15 * MIB)).toBeUndefined();
});

test('what is half open is cut after ten seconds, and so is what only drips', () => {
  expect(cutAt(0, MIB)).toBe(10);
  expect(cutAt(1024, MIB)).toBe(10);
});

test('nobody holds a place for long at the least speed', () => {
  expect(cutAt(8 * 1024, MAX_VERIFIED_BYTES)).toBeLessThan(65);
});

test('a stall in the middle is cut too', () => {
  const pace = new Pace(PACE, 0);
  expect(pace.isTooSlow(10 * MIB, 5_000)).toBe(false);
  expect(pace.isTooSlow(10 * MIB, 14_999)).toBe(false);
  expect(pace.isTooSlow(10 * MIB, 15_000)).toBe(true);
});

test('how long it will last is told by how fast it came', () => {
  const pace = new Pace(PACE, 0);
  expect(pace.secondsLeft(0, 100 * MIB, 4_000)).toBe(6);
  pace.isTooSlow(10 * MIB, 5_000);
  expect(pace.secondsLeft(10 * MIB, 100 * MIB, 5_000)).toBe(45);
  expect(pace.secondsLeft(10 * MIB, 100 * MIB, 12_000)).toBe(3);
});
