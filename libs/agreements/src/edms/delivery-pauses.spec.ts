import { isOver, nextTry } from './delivery-pauses.js';

const NOW = new Date('2026-03-16T05:00:00Z');
const after = (attempts: number) => (nextTry(NOW, attempts).getTime() - NOW.getTime()) / 1000;

test('775:22 pauses double from half a minute to an hour, and stay there for days', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 300].map(after)).toEqual([
    30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600,
  ]);
});

test('after fourteen days it is given up, not a moment earlier', () => {
  const begun = (days: number, ms = 0) => new Date(NOW.getTime() - days * 86_400_000 - ms);
  expect(isOver(NOW, begun(14))).toBe(true);
  expect(isOver(NOW, begun(13, 86_399_999))).toBe(false);
});
