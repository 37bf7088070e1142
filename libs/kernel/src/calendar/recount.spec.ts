import type { CalendarDay, CalendarDayKind } from '#contracts';
import type { OpenTerm } from './counted-terms.js';
import { recount } from './recount.js';
import { instantOf } from './working-days.js';

const name = { kk: 'k', ru: 'r', en: 'e' };
const on = (day: string, kind: CalendarDayKind = 'holiday'): CalendarDay => ({ day, kind, name });
const body = { id: 'b', name, shortName: name };
const CLOSES = '18:30';
const closingOn = (day: string) => instantOf(day, CLOSES);

/** A term of three working days from Monday 16 March, which ends on Thursday. */
function term(parts: Partial<OpenTerm> = {}): OpenTerm {
  return {
    room: 'agreements',
    key: 'a',
    subjectId: 's',
    kind: 'opinion',
    number: null,
    body,
    counted: { from: '2026-03-16', workingDays: 3 },
    until: null,
    dueAt: closingOn('2026-03-19'),
    ...parts,
  };
}

const byCalendar = (terms: readonly OpenTerm[], days: readonly CalendarDay[]) =>
  recount(terms, { mover: 'calendar', days, closings: new Map([['b', CLOSES]]) });
const byHours = (terms: readonly OpenTerm[], closes: string) =>
  recount(terms, { mover: 'hours', days: [], closings: new Map([['b', closes]]) });

describe('what a change of the calendar moves', () => {
  test('a new holiday within the term puts its end off, and the new arithmetic names it', () => {
    const [moved] = byCalendar([term()], [on('2026-03-18')]);
    expect(moved?.to).toEqual(closingOn('2026-03-20'));
    expect(moved?.term).toMatchObject({
      daysOff: [{ day: '2026-03-18', reason: 'holiday', name }],
      closes: CLOSES,
    });
  });

  test('a Saturday that is worked brings the end forward', () => {
    const friday = term({
      counted: { from: '2026-03-19', workingDays: 2 },
      dueAt: closingOn('2026-03-23'),
    });
    expect(byCalendar([friday], [on('2026-03-21', 'working_day')])[0]?.to).toEqual(closingOn('2026-03-21'));
  });

  test('a holiday on the day from which it runs, after its end or on a weekend moves nothing', () => {
    for (const day of ['2026-03-16', '2026-03-20', '2026-03-21']) {
      expect(byCalendar([term()], [on(day)])).toEqual([]);
    }
  });

  test('a term whose last day stays keeps the hour that it was given, and a day that was named stays', () => {
    const earlier = term({ dueAt: instantOf('2026-03-19', '18:00') });
    const named = term({ counted: null, dueAt: closingOn('2026-03-18') });
    expect(byCalendar([earlier], [])).toEqual([]);
    expect(byCalendar([named], [on('2026-03-18')])).toEqual([]);
  });

  test('a day named within the term stays while the term ends later; a term that comes to end before it ends it', () => {
    const within = { until: '2026-03-19', counted: { from: '2026-03-16', workingDays: 5 } };
    const unit = term({ ...within, dueAt: closingOn('2026-03-19') });
    expect(byCalendar([unit], [on('2026-03-18')])).toEqual([]);
    const shorter = term({ ...within, counted: { from: '2026-03-19', workingDays: 2 }, until: '2026-03-23' });
    const clipped = byCalendar(
      [{ ...shorter, dueAt: closingOn('2026-03-23') }],
      [on('2026-03-21', 'working_day')],
    );
    expect(clipped).toMatchObject([{ to: closingOn('2026-03-21'), term: { workingDays: 2 } }]);
    const again = byCalendar([{ ...shorter, dueAt: closingOn('2026-03-21') }], []);
    expect(again).toMatchObject([{ to: closingOn('2026-03-23') }]);
  });

  test('the nearest term comes first', () => {
    const later = term({
      key: 'later',
      counted: { from: '2026-03-16', workingDays: 5 },
      dueAt: closingOn('2026-03-23'),
    });
    expect(byCalendar([later, term()], [on('2026-03-17')]).map(({ key }) => key)).toEqual(['a', 'later']);
  });
});

describe('what a change of the hours of a body moves', () => {
  test('the same days end at another hour, and the arithmetic says at which', () => {
    const [moved] = byHours([term()], '17:00');
    expect(moved?.to).toEqual(instantOf('2026-03-19', '17:00'));
    expect(moved?.term).toMatchObject({ workingDays: 3, closes: '17:00' });
  });

  test('a day that a superior named ends at that hour too, without arithmetic', () => {
    const named = term({ counted: null, dueAt: closingOn('2026-03-25') });
    expect(byHours([named], '17:00')).toMatchObject([{ to: instantOf('2026-03-25', '17:00'), term: null }]);
  });

  test('a day named within the term ends at that hour, too', () => {
    const unit = term({ until: '2026-03-18', dueAt: closingOn('2026-03-18') });
    expect(byHours([unit], '17:00')).toMatchObject([{ to: instantOf('2026-03-18', '17:00'), term: null }]);
  });

  test('nothing moves where the hour of closing stays', () => {
    expect(byHours([term()], CLOSES)).toEqual([]);
  });
});
