import type { Review } from '#contracts';
import { emptyRemark, missingIn, type OutcomeDraft, outcomeBodyOf, remarksOfUnits } from './outcome-draft';

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

test('the executor begins with what the interested units remarked', () => {
  const remark = { id: 'r1', ordinal: 1, point: null, text: 'Мәтін', proposal: 'Ұсыныс' };
  const unit = { id: 'u1', name: { kk: 'Бюджет департаменті', ru: '', en: '' } };
  const inner = {
    steps: [
      { kind: 'opinion', state: 'done', unit, remarks: [remark] },
      { kind: 'opinion', state: 'cancelled', unit, remarks: [remark] },
      { kind: 'outcome', state: 'returned', unit, remarks: [remark] },
    ],
  } as unknown as Review['inner'];
  expect(remarksOfUnits(inner, ({ name }) => name.kk)).toEqual([
    { key: 'r1', point: '', text: 'Мәтін', proposal: 'Ұсыныс', from: 'Бюджет департаменті', removed: false },
  ]);
});
