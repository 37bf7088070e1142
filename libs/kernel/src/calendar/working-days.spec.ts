import {
  type CalendarException,
  countWorkingDays,
  dayOf,
  instantOf,
  timeOf,
  workedBetween,
  workedDays,
} from './working-days.js';

/** Spring of 2026: Women's day moved to Monday; Nauryz on 21 to 23 March, two of its days moved to 24 and 25. */
const SPRING: CalendarException[] = [
  { day: '2026-03-08', kind: 'holiday' },
  { day: '2026-03-09', kind: 'day_off' },
  { day: '2026-03-21', kind: 'holiday' },
  { day: '2026-03-22', kind: 'holiday' },
  { day: '2026-03-23', kind: 'holiday' },
  { day: '2026-03-24', kind: 'day_off' },
  { day: '2026-03-25', kind: 'day_off' },
];

const CLOSES = '18:30';

describe('775:20 a term in working days', () => {
  test('ten working days from 14 March end on 1 April, and what was left out is shown', () => {
    expect(countWorkingDays('2026-03-14', 10, SPRING, CLOSES)).toEqual({
      dueAt: new Date('2026-04-01T13:30:00Z'),
      term: {
        from: '2026-03-14',
        workingDays: 10,
        counted: [
          ...['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20'],
          ...['2026-03-26', '2026-03-27', '2026-03-30', '2026-03-31', '2026-04-01'],
        ],
        daysOff: [
          { day: '2026-03-15', reason: 'weekend' },
          { day: '2026-03-21', reason: 'holiday' },
          { day: '2026-03-22', reason: 'holiday' },
          { day: '2026-03-23', reason: 'holiday' },
          { day: '2026-03-24', reason: 'transfer' },
          { day: '2026-03-25', reason: 'transfer' },
          { day: '2026-03-28', reason: 'weekend' },
          { day: '2026-03-29', reason: 'weekend' },
        ],
        closes: CLOSES,
      },
    });
  });

  test('without holidays ten working days are two weeks', () => {
    expect(countWorkingDays('2026-06-01', 10, [], CLOSES).term.counted.at(-1)).toBe('2026-06-15');
  });

  test('ends with the working day of the body whose term it is', () => {
    const endAt = (closes: string) => countWorkingDays('2026-06-01', 1, [], closes).dueAt.toISOString();
    expect(endAt('17:00')).toBe('2026-06-02T12:00:00.000Z');
    expect(endAt('23:59')).toBe('2026-06-02T18:59:00.000Z');
  });

  test('the day from which it runs does not count, even where it is a day off', () => {
    expect(countWorkingDays('2026-03-16', 1, [], CLOSES).term).toMatchObject({
      counted: ['2026-03-17'],
      daysOff: [],
    });
    expect(countWorkingDays('2026-03-22', 1, SPRING, CLOSES).term.counted).toEqual(['2026-03-26']);
  });

  test('a Saturday that is worked by transfer counts', () => {
    const worked: CalendarException[] = [{ day: '2026-06-06', kind: 'working_day' }];
    expect(countWorkingDays('2026-06-05', 2, worked, CLOSES).term).toMatchObject({
      counted: ['2026-06-06', '2026-06-08'],
      daysOff: [{ day: '2026-06-07', reason: 'weekend' }],
    });
  });

  test('goes over the end of a year and over the 29th of February', () => {
    const newYear: CalendarException[] = [
      { day: '2028-01-03', kind: 'holiday' },
      { day: '2028-01-07', kind: 'holiday' },
    ];
    expect(countWorkingDays('2027-12-30', 3, newYear, CLOSES).term.counted).toEqual([
      '2027-12-31',
      '2028-01-04',
      '2028-01-05',
    ]);
    expect(countWorkingDays('2028-02-28', 2, [], CLOSES).term.counted).toEqual(['2028-02-29', '2028-03-01']);
  });

  test('every day between its first and its last is accounted for once', () => {
    for (let workingDays = 1; workingDays <= 60; workingDays += 1) {
      const { dueAt, term } = countWorkingDays('2026-02-27', workingDays, SPRING, CLOSES);
      const days = [...term.counted, ...term.daysOff.map((off) => off.day)];
      const span = (Date.parse(dayOf(dueAt)) - Date.parse(term.from)) / 86_400_000;
      expect(new Set(days).size).toBe(span);
      expect(days).toHaveLength(span);
      expect(term.counted).toHaveLength(workingDays);
      expect(term.counted.at(-1)).toBe(dayOf(dueAt));
    }
  });
});

describe('a day in Astana', () => {
  test.each([
    ['2026-03-13T18:59:59.999Z', '2026-03-13'],
    ['2026-03-13T19:00:00.000Z', '2026-03-14'],
    ['2025-12-31T19:00:00.000Z', '2026-01-01'],
  ])('at %s it is %s', (instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
  });
});

test('a time of day in Astana is an instant, and back', () => {
  const instant = instantOf('2026-03-18', '09:05');
  expect(instant.toISOString()).toBe('2026-03-18T04:05:00.000Z');
  expect(timeOf(instant)).toBe('09:05');
  expect(timeOf(instantOf('2026-03-18', '00:00'))).toBe('00:00');
});

describe('days that are worked', () => {
  const isWorked = workedDays([...SPRING, { day: '2026-03-28', kind: 'working_day' }]);

  test('are those of the plain week but for what the calendar says', () => {
    const days = ['2026-03-20', '2026-03-21', '2026-03-24', '2026-03-28', '2026-03-29'];
    expect(days.map(isWorked)).toEqual([true, false, false, true, false]);
  });

  test('are counted after the first day, up to the last', () => {
    expect(workedBetween('2026-03-20', '2026-03-26', isWorked)).toBe(1);
    expect(workedBetween('2026-03-20', '2026-03-30', isWorked)).toBe(4);
    expect(workedBetween('2026-03-20', '2026-03-20', isWorked)).toBe(0);
    expect(workedBetween('2026-03-26', '2026-03-20', isWorked)).toBe(0);
  });
});
