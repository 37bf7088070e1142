import type { CalendarDay, CalendarDayKind } from '#contracts';
import { changeOf } from './days-change.js';

const name = { kk: 'k', ru: 'r', en: 'e' };
const on = (day: string, kind: CalendarDayKind = 'holiday'): CalendarDay => ({ day, kind, name });

describe('a change of a year', () => {
  test('spans the days that count otherwise, from the first to the last', () => {
    const before = [on('2026-03-08'), on('2026-05-01'), on('2026-07-06')];
    const after = [on('2026-05-01', 'day_off'), on('2026-07-06'), on('2026-06-06', 'working_day')];
    expect(changeOf(before, after)).toEqual({
      added: [on('2026-05-01', 'day_off'), on('2026-06-06', 'working_day')],
      removed: [on('2026-03-08'), on('2026-05-01')],
      span: { first: '2026-03-08', last: '2026-06-06' },
    });
  });

  test('a new name counts no day otherwise', () => {
    const renamed = { ...on('2026-03-08'), name: { ...name, en: 'other' } };
    expect(changeOf([on('2026-03-08')], [renamed])).toEqual({
      added: [renamed],
      removed: [on('2026-03-08')],
      span: null,
    });
  });

  test('the same days in another order are no change', () => {
    const days = [on('2026-03-08'), on('2026-05-01')];
    expect(changeOf(days, [...days].reverse())).toEqual({ added: [], removed: [], span: null });
  });
});
