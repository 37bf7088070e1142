import type { Outcome, OutcomeBody } from '#contracts';
import { settlementOf, stands, statedRemarks } from './outcomes.js';

const remark = { point: '7', text: 'Мерзім көрсетілмеген', proposal: 'Мерзімді көрсету' };

function stated(parts: Partial<OutcomeBody>): OutcomeBody {
  return { outcome: 'agreed', reason: '', remarks: [], ...parts };
}

describe('775:17 what an outcome brings along', () => {
  test('775:17.1 without remarks nothing is asked for', () => {
    expect(statedRemarks(stated({ outcome: 'agreed' }))).toEqual([]);
  });

  test('775:17.2 with remarks needs at least one of them', () => {
    expect(() => statedRemarks(stated({ outcome: 'with_remarks' }))).toThrow(
      expect.objectContaining({ code: 'REMARKS_MISSING' }),
    );
  });

  test('775:17.2 each remark keeps its place and its proposal, under an id of its own', () => {
    const second = { ...remark, point: null, text: 'Екінші' };
    const kept = statedRemarks(stated({ outcome: 'with_remarks', remarks: [remark, second] }));
    expect(kept).toEqual([
      { id: expect.any(String), ordinal: 1, ...remark },
      { id: expect.any(String), ordinal: 2, ...second },
    ]);
    expect(kept[0]?.id).not.toBe(kept[1]?.id);
  });

  test('775:17.2 a remark about no point is about the whole act', () => {
    const [kept] = statedRemarks(stated({ outcome: 'with_remarks', remarks: [{ ...remark, point: '' }] }));
    expect(kept?.point).toBeNull();
  });

  test('775:17.3 a refusal needs its reason', () => {
    expect(() => statedRemarks(stated({ outcome: 'refused' }))).toThrow(
      expect.objectContaining({ code: 'REASON_MISSING' }),
    );
    expect(statedRemarks(stated({ outcome: 'refused', reason: 'Заңға қайшы' }))).toEqual([]);
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
    expect(() => statedRemarks(body)).toThrow('VALIDATION_FAILED');
  },
);
