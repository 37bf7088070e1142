import type { CalendarDay, CalendarDayKind } from '#contracts';
import { closingOf, type OpenTerm } from '#kernel';
import { changeOf, recount } from './recount.js';

const name = { kk: 'k', ru: 'r', en: 'e' };
const on = (day: string, kind: CalendarDayKind = 'holiday'): CalendarDay => ({ day, kind, name });
const body = { id: 'b', name, shortName: name };

/** A term of three working days from Monday 16 March, which ends on Thursday. */
function term(parts: Partial<OpenTerm> = {}): OpenTerm {
  return {
    room: 'agreements',
    key: 'a',
    subjectId: 's',
    kind: 'opinion',
    number: null,
    body,
    countedFrom: '2026-03-16',
    workingDays: 3,
    dueAt: closingOf('2026-03-19'),
    ...parts,
  };
}

describe('what a change of the calendar moves', () => {
  test('a new holiday within the term puts its end off, and the new arithmetic names it', () => {
    const [moved] = recount([term()], [on('2026-03-18')]);
    expect(moved?.to).toEqual(closingOf('2026-03-20'));
    expect(moved?.term.daysOff).toEqual([{ day: '2026-03-18', reason: 'holiday', name }]);
  });

  test('a Saturday that is worked brings the end forward', () => {
    const friday = term({ countedFrom: '2026-03-19', workingDays: 2, dueAt: closingOf('2026-03-23') });
    expect(recount([friday], [on('2026-03-21', 'working_day')])[0]?.to).toEqual(closingOf('2026-03-21'));
  });

  test('a holiday on the day from which it runs, after its end or on a weekend moves nothing', () => {
    for (const day of ['2026-03-16', '2026-03-20', '2026-03-21']) {
      expect(recount([term()], [on(day)])).toEqual([]);
    }
  });

  test('the nearest term comes first', () => {
    const later = term({ key: 'later', workingDays: 5, dueAt: closingOf('2026-03-23') });
    expect(recount([later, term()], [on('2026-03-17')]).map(({ key }) => key)).toEqual(['a', 'later']);
  });
});

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
