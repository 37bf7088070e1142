import { skewOf } from './clock-skew';

const SERVER = '2026-03-16T04:00:00.000Z';
const at = (seconds: number) => Date.parse(SERVER) + seconds * 1000;

test.each([
  ['the same clock', 0, null],
  ['a minute ahead', 60, null],
  ['a little more than a minute ahead', 61, 1],
  ['a minute behind', -60, null],
  ['a little more than a minute behind', -61, -1],
  ['five minutes ahead', 300, 5],
  ['a day behind', -86_400, -1440],
])('%s', (_, seconds, minutes) => {
  expect(skewOf(at(seconds), at(seconds), SERVER)).toBe(minutes);
});

test('a slow answer is not taken for a wrong clock', () => {
  expect(skewOf(at(-10), at(130), SERVER)).toBeNull();
});
