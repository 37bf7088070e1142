import { type Outcome, type OutcomeBody, type OutcomeInput, outcomeBody } from '#contracts';
import { assertComplete, settlementOf, stands } from './outcomes.js';

const remark = { point: '7', text: 'Мерзім көрсетілмеген', proposal: 'Мерзімді көрсету' };

const stated = (parts: OutcomeInput): OutcomeBody => outcomeBody.parse(parts);

describe('775:17 what an outcome brings along', () => {
  test('775:17.1 without remarks nothing is asked for', () => {
    expect(() => assertComplete(stated({ outcome: 'agreed' }))).not.toThrow();
  });

  test('775:17.2 with remarks needs at least one of them', () => {
    expect(() => assertComplete(stated({ outcome: 'with_remarks' }))).toThrow(
      expect.objectContaining({ code: 'REMARKS_MISSING' }),
    );
    expect(() => assertComplete(stated({ outcome: 'with_remarks', remarks: [remark] }))).not.toThrow();
  });

  test('775:17.3 a refusal needs its reason', () => {
    expect(() => assertComplete(stated({ outcome: 'refused' }))).toThrow(
      expect.objectContaining({ code: 'REASON_MISSING' }),
    );
    expect(() => assertComplete(stated({ outcome: 'refused', reason: 'Заңға қайшы' }))).not.toThrow();
  });
});

describe('what the outcomes of all bodies make of a version', () => {
  const awaited: (Outcome | null)[][] = [
    [],
    [null],
    ['agreed', null],
    ['refused', null],
    [null, 'with_remarks'],
  ];
  test.each(awaited.map((outcomes) => ({ outcomes })))(
    '775:18 $outcomes: somebody has not answered yet',
    ({ outcomes }) => {
      expect(settlementOf(outcomes)).toBeUndefined();
    },
  );

  const settled: [string, Outcome[], string][] = [
    ['775:22', ['agreed'], 'settle_agreed'],
    ['775:22', ['agreed', 'agreed', 'agreed'], 'settle_agreed'],
    ['775:19', ['agreed', 'with_remarks'], 'settle_with_remarks'],
    ['775:19', ['with_remarks', 'with_remarks'], 'settle_with_remarks'],
    ['775:17.3', ['refused'], 'settle_refused'],
    ['775:17.3', ['agreed', 'refused'], 'settle_refused'],
    ['775:17.3', ['with_remarks', 'refused', 'agreed'], 'settle_refused'],
  ];
  test.each(settled)('%s %j: %s', (_, outcomes, settlement) => {
    expect(settlementOf(outcomes)).toBe(settlement);
  });
});

test.each([
  ['registration', 1, true],
  ['assignment', 1, true],
  ['opinion', 1, true],
  ['outcome', 1, false],
  ['outcome_agreement', 1, false],
  ['outcome', 2, true],
  ['body_signature', 2, true],
] as const)('775:18 after one return, %s of passage %i stands: %s', (kind, round, expected) => {
  expect(stands({ kind, round }, 2)).toBe(expected);
});

test.each(['agreed', 'refused'] as const)(
  '775:17 remarks beside "%s" are refused, not thrown away',
  (outcome) => {
    const body = stated({ outcome, reason: 'Себебі', remarks: [remark] });
    expect(() => assertComplete(body)).toThrow('VALIDATION_FAILED');
  },
);
