import type { CalendarDay, CalendarDayKind } from '#contracts';
import { dayOf, faultsOf, monthsOf, withinSpan } from './days';

const name = { kk: 'к', ru: 'р', en: 'e' };
const on = (day: string, kind: CalendarDayKind = 'holiday'): CalendarDay => ({ day, kind, name });

describe('the months of a year', () => {
  const months = monthsOf(2026, [
    on('2026-03-08'),
    on('2026-03-09', 'day_off'),
    on('2026-03-14', 'working_day'),
  ]);
  const march = months[2];

  test('have weeks of seven places, Monday first, and every day once', () => {
    expect(march?.weeks.map((week) => week.map((place) => place?.day.slice(8) ?? '--').join(' '))).toEqual([
      '-- -- -- -- -- -- 01',
      '02 03 04 05 06 07 08',
      '09 10 11 12 13 14 15',
      '16 17 18 19 20 21 22',
      '23 24 25 26 27 28 29',
      '30 31 -- -- -- -- --',
    ]);
  });

  test('say of each day what it is', () => {
    const looks = Object.fromEntries(
      march?.weeks.flat().flatMap((place) => (place ? [[place.day.slice(8), place.look]] : [])) ?? [],
    );
    expect(looks).toMatchObject({
      '07': 'weekend',
      '08': 'holiday',
      '09': 'day_off',
      '10': 'plain',
      '14': 'working_day',
      '15': 'weekend',
    });
  });

  test('count their working days', () => {
    // 22 weekdays, one of them off, and a Saturday that is worked
    expect(march?.workingDays).toBe(22);
    expect(monthsOf(2028, [])[1]).toMatchObject({ workingDays: 21, weeks: { length: 5 } });
  });
});

describe('a day that is to be added', () => {
  test.each([
    ['a day of another year', on('2027-01-04'), { day: 'calendar.fault.year' }],
    ['no day', on(''), { day: 'calendar.fault.year' }],
    ['a day that is there already', on('2026-03-08'), { day: 'calendar.fault.twice' }],
    ['a Saturday off', on('2026-03-14', 'day_off'), { day: 'calendar.fault.offAnyway' }],
    ['a Monday worked', on('2026-03-16', 'working_day'), { day: 'calendar.fault.workedAnyway' }],
    [
      'a day without names',
      { ...on('2026-03-16'), name: { kk: ' ', ru: '', en: 'e' } },
      { kk: 'calendar.fault.name', ru: 'calendar.fault.name' },
    ],
    ['a holiday on a Saturday', on('2026-03-14'), {}],
  ])('%s', (_what, entry, faults) => {
    expect(faultsOf(entry, 2026, [on('2026-03-08')])).toEqual(faults);
  });
});

test('a year outside the span is the nearest one within it', () => {
  expect([1900, 2026, 3000].map(withinSpan)).toEqual([2024, 2026, 2100]);
});

test('today is the day in Astana', () => {
  expect(dayOf(new Date('2026-03-15T18:59:00Z'))).toBe('2026-03-15');
  expect(dayOf(new Date('2026-03-15T19:00:00Z'))).toBe('2026-03-16');
});
