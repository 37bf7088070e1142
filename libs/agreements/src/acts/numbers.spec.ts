import { formatNumber, markedNumber, numberIn } from './numbers.js';

describe('775:14 the registration number', () => {
  test.each([
    ['government_resolution', 2026, 1184, 'ҮҚ-26-1184'],
    ['prime_minister_order', 2026, 1, 'ПӨ-26-1'],
    ['bill', 2031, 45, 'ЗЖ-31-45'],
    ['bill', 2100, 7, 'ЗЖ-00-7'],
    ['bill', 2109, 7, 'ЗЖ-09-7'],
  ] as const)('of a %s of %i, the %i of its kind, is %s', (kind, year, seq, number) => {
    expect(formatNumber(kind, year, seq)).toBe(number);
  });

  test('775:15 is not there before the first dispatch, whatever the version', () => {
    expect(markedNumber(null, 0)).toBeNull();
    expect(markedNumber(null, 1)).toBeNull();
  });

  test('is that of the first version as it stands', () => {
    expect(markedNumber('ҮҚ-26-1184', 0)).toBe('ҮҚ-26-1184');
  });

  test('775:19 a new version keeps the number and gets "/1", the next one "/2"', () => {
    expect(markedNumber('ҮҚ-26-1184', 1)).toBe('ҮҚ-26-1184/1');
    expect(markedNumber('ҮҚ-26-1184', 2)).toBe('ҮҚ-26-1184/2');
  });
});

describe('a registration number in a question', () => {
  test.each(['ҮҚ-26-1184', 'үқ-26-1184', ' № ҮҚ-26-1184/2 ', 'ҮҚ – 26 – 1184 / 12', 'ҮҚ\u201126\u20111184'])(
    'is read from %j',
    (question) => {
      expect(numberIn(question, 2026)).toEqual({ kind: 'government_resolution', year: 2026, seq: 1184 });
    },
  );

  test('is of the century in which it is asked for', () => {
    expect(numberIn(formatNumber('bill', 2109, 7), 2131)).toEqual({ kind: 'bill', year: 2109, seq: 7 });
  });

  test.each([
    ['26-1184', { kind: undefined, year: 2026, seq: 1184 }],
    ['-1184', { kind: undefined, year: undefined, seq: 1184 }],
    ['№1184', { kind: undefined, year: undefined, seq: 1184 }],
    ['1184/1', { kind: undefined, year: undefined, seq: 1184 }],
    ['зж – 1184', { kind: 'bill', year: undefined, seq: 1184 }],
  ])('is read from %j as far as it says', (question, parts) => {
    expect(numberIn(question, 2026)).toEqual(parts);
  });

  test.each([
    '',
    'ҮҚ',
    'ҮҚ-26-',
    'КП-26-1184',
    'ҮҚ-2026-1',
    '1184 туралы',
    '12.05.2026',
    'ҮҚ-26-12345678901',
  ])('is not read from %j', (question) => {
    expect(numberIn(question, 2026)).toBeUndefined();
  });
});
