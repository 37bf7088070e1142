import type { Review } from '#contracts';
import { beginOutcome, emptyRemark, missingIn, type OutcomeDraft, outcomeBodyOf } from './outcome-draft';

const draft = (part: Partial<OutcomeDraft>): OutcomeDraft => ({
  outcome: null,
  reason: '',
  remarks: [],
  ...part,
});
const written = { ...emptyRemark(), point: ' 7 ', text: 'Көзі көрсетілмеген', proposal: 'Толықтыру' };

test('a refusal says why (775:17.3)', () => {
  expect(missingIn(draft({ outcome: 'refused', reason: '  ' }))).toEqual([
    { path: 'reason', rule: 'too_small' },
  ]);
  expect(missingIn(draft({ outcome: 'refused', reason: 'Заңға қайшы' }))).toEqual([]);
});

test('agreement with remarks has at least one (775:17.2)', () => {
  const none = { outcome: 'with_remarks' as const };
  expect(missingIn(draft({ ...none, remarks: [emptyRemark()] }))).toHaveLength(1);
  expect(missingIn(draft({ ...none, remarks: [{ ...written, removed: true }] }))).toHaveLength(1);
  expect(missingIn(draft({ ...none, remarks: [written] }))).toEqual([]);
});

test('remarks go only with the outcome that has them; what was taken out stays behind', () => {
  const remarks = [written, { ...written, removed: true }, emptyRemark()];
  expect(outcomeBodyOf(draft({ outcome: 'with_remarks', remarks })).remarks).toEqual([
    { point: '7', text: 'Көзі көрсетілмеген', proposal: 'Толықтыру' },
  ]);
  expect(outcomeBodyOf(draft({ outcome: 'agreed', remarks })).remarks).toEqual([]);
});

describe('the executor begins', () => {
  const remark = { id: 'r1', ordinal: 1, point: null, text: 'Мәтін', proposal: 'Ұсыныс' };
  const unit = { id: 'u1', name: { kk: 'Бюджет департаменті', ru: '', en: '' } };
  const opinion = { kind: 'opinion', state: 'done', unit, remarks: [remark], round: 1 };
  const begin = (steps: unknown[]) =>
    beginOutcome({ steps } as unknown as Review['inner'], ({ name }) => name.kk);

  test('with what the interested units remarked', () => {
    expect(begin([opinion, { ...opinion, state: 'cancelled' }])).toEqual({
      outcome: null,
      reason: '',
      remarks: [
        {
          key: 'r1',
          point: '',
          text: 'Мәтін',
          proposal: 'Ұсыныс',
          from: 'Бюджет департаменті',
          removed: false,
        },
      ],
    });
  });

  test('after a return, with what he proposed last (775:18)', () => {
    const proposed = (round: number, text: string) => ({
      kind: 'outcome',
      state: 'done',
      round,
      outcome: 'with_remarks',
      comment: null,
      remarks: [{ ...remark, text }],
    });
    const draft = begin([opinion, proposed(2, 'Екінші'), proposed(1, 'Бірінші')]);
    expect(draft.outcome).toBe('with_remarks');
    expect(draft.remarks.map(({ text }) => text)).toEqual(['Екінші']);
  });
});
