import type { Step } from '#contracts';
import { RECORD_DEEDS } from '#contracts';
import { historyWord, isTold } from './history-words';
import { agreeWords, stepLook } from './step-words';

const NOW = new Date('2026-11-20T06:00:00Z');
const step = (part: Partial<Step>) =>
  ({ kind: 'unit_agreement', state: 'open', openedAt: null, dueAt: null, outcome: null, ...part }) as Step;

describe('a step on the route', () => {
  test('not opened yet differs from opened without an outcome', () => {
    expect(stepLook(step({}), false, NOW)).toEqual({ state: 'unopened', word: 'agreements.unopened' });
    expect(stepLook(step({ openedAt: '2026-11-20T05:00:00Z' }), false, NOW).word).toBe('agreements.opened');
  });

  test('775:20 past its term it is silent, whether opened or not: no colour of consent', () => {
    const late = { dueAt: '2026-11-20T05:59:00Z' };
    expect(stepLook(step(late), false, NOW)).toEqual({ state: 'silent', word: 'agreements.silent' });
    expect(stepLook(step({ ...late, openedAt: '2026-11-20T05:00:00Z' }), false, NOW).state).toBe('silent');
    expect(stepLook(step({ dueAt: '2026-11-20T06:01:00Z' }), false, NOW).state).toBe('unopened');
    expect(stepLook(step({ ...late, state: 'done' }), false, NOW).state).toBe('done');
  });

  test('is gold only for whom it waits', () => {
    expect(stepLook(step({}), true, NOW)).toEqual({ state: 'turn', word: 'agreements.yourTurn' });
    expect(stepLook(step({ state: 'done' }), true, NOW).state).toBe('done');
  });

  test('that was signed waits for nobody while its signature is checked; signed in vain, it waits again', () => {
    const pending = { code: 'OCSP_UNREACHABLE', since: '2026-11-20T05:00:00Z' } as const;
    const signed = (state: 'waiting' | 'refused') =>
      step({ pendingSignature: { ...pending, state } as Step['pendingSignature'] });
    expect(stepLook(signed('waiting'), true, NOW)).toEqual({
      state: 'opened',
      word: 'agreements.pending.word',
    });
    expect(stepLook(signed('refused'), true, NOW).state).toBe('turn');
  });

  test('an opinion decides, an executor only proposes (775:17)', () => {
    const refused = { state: 'done', outcome: 'refused' } as const;
    expect(stepLook(step({ kind: 'opinion', ...refused }), false, NOW).word).toBe('agreements.done.refused');
    expect(stepLook(step({ kind: 'outcome', ...refused }), false, NOW).word).toBe(
      'agreements.proposed.refused',
    );
  });
});

describe('what happened so far', () => {
  test('each deed is told once: a signature by what came of it, a visa by itself', () => {
    expect(isTold({ action: 'step.decide', details: { kind: 'body_signature' } })).toBe(false);
    expect(isTold({ action: 'review.sign', details: {} })).toBe(true);
    expect(isTold({ action: 'step.decide', details: { kind: 'legal_visa' } })).toBe(true);
    expect(isTold({ action: 'version.give_visa', details: {} })).toBe(false);
    expect(isTold({ action: 'review.assign', details: {} })).toBe(false);
    expect(isTold({ action: 'review.assign', details: { unitsUntil: '2026-04-08' } })).toBe(true);
  });

  test('a decision is told in the words of its step', () => {
    const details = { kind: 'opinion', outcome: 'with_remarks' };
    expect(historyWord({ action: 'step.decide', details })).toBe('agreements.done.withRemarks');
  });

  test('a deed that the card has no words for is told as the record calls it', () => {
    for (const action of ['remark.leave_out', 'remark.insist', 'protocol.fix', 'protocol.sign']) {
      expect(historyWord({ action, details: {} })).toBeNull();
      expect(RECORD_DEEDS[action]?.kk).toMatch(/\p{L}/u);
    }
  });
});

test('775:18 a head agrees what the executor proposes, be it a refusal: the button does not say that he agrees the draft', () => {
  expect(agreeWords('outcome_agreement').verb).toBe('agreements.verb.agreeOutcome');
  expect(agreeWords('unit_agreement').verb).toBe('agreements.verb.agree');
  expect(agreeWords('office_consideration').verb).toBe('agreements.verb.accept');
});
