import type { RoutePlan, StepKind } from '#contracts';
import { followersOf, isReversible, type ReversalFacts } from './reversals.js';

const ask = (key: string) => ({ key, kind: 'unit_agreement' as const, unit: null, person: null });
const PLAN: RoutePlan = {
  stages: [
    { order: 'parallel', steps: [ask('unit:a'), ask('unit:b')] },
    { order: 'sequence', steps: [ask('unit:c'), ask('unit:d')] },
  ],
};
const at = (minute: number) => `2026-03-16T05:${String(minute).padStart(2, '0')}:00.000Z`;

function step(id: string, part: Partial<ReversalFacts> = {}): ReversalFacts {
  return {
    id,
    kind: 'unit_agreement',
    state: 'open',
    round: 1,
    planKey: `unit:${id}`,
    createdAt: at(0),
    decidedAt: null,
    openedAt: null,
    decidedBy: null,
    pendingSignature: null,
    ...part,
  };
}
const done = (id: string, part: Partial<ReversalFacts> = {}) =>
  step(id, { state: 'done', decidedAt: at(5), ...part });
const inner = (id: string, kind: StepKind, part: Partial<ReversalFacts> = {}) =>
  step(id, { kind, planKey: null, ...part });

describe('a decision taken back', () => {
  test('may be while nothing followed, whatever stands beside it', () => {
    expect(isReversible(done('a'), [done('a'), step('b', { openedAt: at(1) })], PLAN)).toBe(true);
  });

  test('may be while what followed was not opened, and takes that with it', () => {
    const next = step('c', { createdAt: at(5) });
    expect(followersOf(done('b'), [done('a'), done('b'), next], PLAN)).toEqual([next]);
    expect(isReversible(done('b'), [done('a'), done('b'), next], PLAN)).toBe(true);
  });

  test.each([
    ['opened', { openedAt: at(6) }],
    ['decided', { state: 'done', decidedAt: at(7) }],
    ['returned', { state: 'returned', decidedAt: at(7) }],
    ['opened and called off', { state: 'cancelled', openedAt: at(6) }],
    ['signed, and waits for its check', { pendingSignature: { state: 'waiting' } }],
  ] as const)('may not be once the next has been %s', (_, part) => {
    const next = step('c', { createdAt: at(5), ...(part as Partial<ReversalFacts>) });
    expect(isReversible(done('a'), [done('a'), next], PLAN)).toBe(false);
  });

  test('in a stage in order the next one is who comes after', () => {
    const next = step('d', { createdAt: at(5), openedAt: at(6) });
    expect(isReversible(done('c'), [done('c'), next], PLAN)).toBe(false);
  });

  test.each(['developer_signature', 'body_signature'] as const)('%s leaves the body: never', (kind) => {
    expect(isReversible(inner('x', kind, { state: 'done', decidedAt: at(5) }), [], PLAN)).toBe(false);
  });

  test('what is not decided, or was taken back already, cannot be', () => {
    for (const state of ['open', 'returned', 'cancelled', 'lapsed'] as const) {
      expect(isReversible(step('a', { state }), [], PLAN)).toBe(false);
    }
  });

  test('775:16-18 inside an approving body: an opinion while the executor has not opened the summing up', () => {
    const opinion = inner('o', 'opinion', { state: 'done', createdAt: at(1), decidedAt: at(5) });
    const outcome = inner('x', 'outcome', { createdAt: at(5) });
    const before = inner('g', 'assignment', { state: 'done', decidedAt: at(1), openedAt: at(1) });
    expect(isReversible(opinion, [before, opinion, outcome], PLAN)).toBe(true);
    expect(isReversible(opinion, [before, opinion, { ...outcome, openedAt: at(6) }], PLAN)).toBe(false);
    expect(isReversible(before, [before, opinion], PLAN)).toBe(false);
  });
});
