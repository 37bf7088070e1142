import type { BoardFigures } from '#contracts';
import { CHARTS, drawnParts, longestBar, share } from './bars';

const figures = (some: Partial<BoardFigures>): BoardFigures => ({
  in_work: 0,
  late: 0,
  settled: 0,
  with_remarks: 0,
  refused: 0,
  answers: 0,
  averageDays: null,
  versions: null,
  ...some,
});
const row = (some: Partial<BoardFigures>) => ({ key: 'a', name: 'А', figures: figures(some) });

test('what is late is a part of what is in work, and stands after it', () => {
  const parts = CHARTS.work(figures({ in_work: 8, late: 2 }));
  expect(drawnParts(parts, 16)).toEqual([
    { tone: 'live', from: 0, width: 37.5 },
    { tone: 'late', from: 37.5, width: 12.5 },
  ]);
});

test('the longest bar fills its place; a share is measured by the whole', () => {
  const rows = [row({ in_work: 4, averageDays: 7.5 }), row({ in_work: 10, late: 3, averageDays: 2 })];
  expect([longestBar('work', rows), longestBar('days', rows)]).toEqual([10, 7.5]);
  expect(longestBar('remarks', [row({ settled: 3, with_remarks: 1 })])).toBe(1);
});

test('of nothing there is no chart, and no share', () => {
  expect(longestBar('work', [])).toBe(0);
  expect(longestBar('refusals', [row({ in_work: 3 })])).toBe(0);
  expect(drawnParts(CHARTS.days(figures({})), 0)).toEqual([]);
  expect([share(0, figures({})), share(1, figures({ settled: 3 }))]).toEqual([null, 33]);
});
