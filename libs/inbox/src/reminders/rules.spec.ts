import { workedDays } from '#kernel';
import { escalationsOn } from './escalation-rules.js';
import { reminderOn } from './reminder-rules.js';

/** Monday, 23 March is a holiday. */
const isWorked = workedDays([{ day: '2026-03-23', kind: 'holiday' }]);

describe('a term asks for a reminder', () => {
  test.each([
    ['2026-03-18', '2026-03-20', undefined],
    ['2026-03-19', '2026-03-20', 'before:2026-03-20'],
    ['2026-03-20', '2026-03-20', 'today:2026-03-20'],
    ['2026-03-24', '2026-03-20', 'after:2026-03-20:1'],
    ['2026-03-25', '2026-03-20', 'after:2026-03-20:1'],
    ['2026-03-26', '2026-03-20', 'after:2026-03-20:1'],
    ['2026-03-27', '2026-03-20', 'after:2026-03-20:4'],
    ['2026-04-01', '2026-03-20', 'after:2026-03-20:7'],
    // over the holiday
    ['2026-03-20', '2026-03-24', 'before:2026-03-24'],
    ['2026-03-19', '2026-03-24', undefined],
    // a term that ends on a day off: on the last working day before it
    ['2026-03-20', '2026-03-22', 'today:2026-03-22'],
    ['2026-03-19', '2026-03-22', 'before:2026-03-22'],
    ['2026-03-24', '2026-03-22', 'after:2026-03-22:1'],
  ])('on %s of the term %s: %s', (today, due, occasion) => {
    expect(reminderOn(today, due, isWorked)).toBe(occasion);
  });
});

describe('superiors are told of a term', () => {
  test.each([
    ['2026-03-19', '2026-03-20', []],
    ['2026-03-20', '2026-03-20', []],
    ['2026-03-24', '2026-03-20', []],
    ['2026-03-25', '2026-03-20', ['superior']],
    ['2026-03-26', '2026-03-20', ['superior', 'overseer']],
    ['2026-03-27', '2026-03-20', ['superior', 'overseer']],
    ['2026-03-30', '2026-03-20', ['superior', 'overseer', 'head_of_body']],
  ])('on %s of the term %s: %j', (today, due, rules) => {
    expect(escalationsOn(today, due, isWorked)).toEqual(rules);
  });
});
