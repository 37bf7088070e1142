import type { StepRemarks } from '#contracts';
import {
  beginOutcome,
  EMPTY_OUTCOME,
  emptyRemark,
  leftOutOf,
  merged,
  missingIn,
  type OutcomeDraft,
  outcomeBodyOf,
  reconcile,
} from './outcome-draft';

const draft = (part: Partial<OutcomeDraft>): OutcomeDraft => ({ ...EMPTY_OUTCOME, ...part });
const written = { ...emptyRemark(), point: ' 7 ', text: 'Көзі көрсетілмеген', proposal: 'Толықтыру' };

test('a refusal says why (775:17.3)', () => {
  expect(missingIn(draft({ outcome: 'refused', reason: '  ' }))).toEqual([
    { path: 'reason', rule: 'too_small' },
  ]);
  expect(missingIn(draft({ outcome: 'refused', reason: 'Заңға қайшы' }))).toEqual([]);
});

test('agreement with remarks has at least one (775:17.2)', () => {
  const none = { outcome: 'with_remarks' as const };
  expect(missingIn(draft(none))).toHaveLength(1);
  expect(missingIn(draft({ ...none, remarks: [{ ...written, removed: true }] }))).toHaveLength(1);
  expect(missingIn(draft({ ...none, remarks: [written] }))).toEqual([]);
});

test('a remark that was begun and left empty is sent where there is no other, so that its fields are told', () => {
  const empty = emptyRemark();
  const bodyOf = (remarks: OutcomeDraft['remarks']) =>
    outcomeBodyOf(draft({ outcome: 'with_remarks', remarks }), []).remarks.map(({ id }) => id);
  expect(bodyOf([empty])).toEqual([empty.id]);
  expect(bodyOf([empty, written])).toEqual([written.id]);
});

test('remarks go only with the outcome that has them; what was kept and taken out is named', () => {
  const remarks = [written, { ...written, id: 'gone', revision: 3, removed: true }, emptyRemark()];
  const body = outcomeBodyOf(draft({ outcome: 'with_remarks', remarks }), []);
  expect(body.remarks).toMatchObject([{ id: written.id, point: '7', text: 'Көзі көрсетілмеген' }]);
  expect(body.dropped).toEqual([{ id: 'gone', revision: 3 }]);
  expect(outcomeBodyOf(draft({ outcome: 'agreed', remarks }), []).remarks).toEqual([]);
});

const author = { fullName: 'Бекенов А.' } as StepRemarks['drafts'][number]['author'];
const kept = (id: string, revision: number, text: string): StepRemarks['drafts'][number] => ({
  id,
  revision,
  kind: 'substance',
  point: null,
  place: null,
  sources: [],
  text,
  proposal: '',
  author,
});

describe('what is typed here and what the portal keeps', () => {
  const own = { ...written, id: 'a', revision: 1 };

  test('another’s remark comes in, and one that he changed is as he changed it', () => {
    const { remarks, twice } = reconcile([own], [kept('a', 2, 'Өзгерді'), kept('b', 1, 'Жаңа')]);
    expect(remarks.map(({ id, text, revision }) => [id, text, revision])).toEqual([
      ['a', 'Өзгерді', 2],
      ['b', 'Жаңа', 1],
    ]);
    expect(twice).toEqual([]);
  });

  test('of one that both changed both stay', () => {
    const { remarks, twice } = reconcile([{ ...own, dirty: true }], [kept('a', 2, 'Өзгерді')]);
    expect(remarks.map(({ text, revision }) => [text, revision])).toEqual([
      ['Өзгерді', 2],
      ['Көзі көрсетілмеген', 0],
    ]);
    expect(remarks[1]?.id).not.toBe('a');
    expect(twice).toEqual(['Бекенов А.']);
  });

  test('one that another took out is gone, but not what was typed in it since', () => {
    expect(reconcile([own], []).remarks).toEqual([]);
    expect(reconcile([{ ...own, dirty: true }], []).remarks).toMatchObject([{ text: own.text, revision: 0 }]);
  });
});

describe('the executor sums up', () => {
  const unit = { id: 'u1', name: { kk: 'Бюджет департаменті', ru: '', en: '' } };
  const ofUnit = (id: string, leftOutReason: string | null = null): StepRemarks['fromUnits'][number] => ({
    id,
    ordinal: 1,
    kind: 'law',
    point: '3',
    place: null,
    excerpt: null,
    text: `Мәтін ${id}`,
    proposal: 'Ұсыныс',
    unit,
    leftOutReason,
  });

  test('begins with what the units remarked, but not with what he left out before', () => {
    const begun = beginOutcome(EMPTY_OUTCOME, {
      drafts: [],
      fromUnits: [ofUnit('a'), ofUnit('b', 'Қайталанады')],
    });
    expect(begun.remarks).toMatchObject([{ text: 'Мәтін a', kind: 'law', sources: ['a'] }]);
    expect(begun.leftOut).toEqual({ b: 'Қайталанады' });
    // opened anew after he took the first one out
    const again = beginOutcome({ ...begun, remarks: [] }, { drafts: [], fromUnits: [ofUnit('a')] });
    expect(again.remarks).toEqual([]);
  });

  test('merges two: the words of both, and both units’ are taken up', () => {
    const fromUnits = [ofUnit('a'), ofUnit('b')];
    const begun = beginOutcome(EMPTY_OUTCOME, { drafts: [], fromUnits });
    const [first, second] = begun.remarks.map(({ id }) => id);
    const value = draft({
      ...begun,
      outcome: 'with_remarks',
      remarks: merged(begun.remarks, second ?? '', first ?? ''),
    });
    expect(outcomeBodyOf(value, fromUnits)).toMatchObject({
      remarks: [{ text: 'Мәтін a\nМәтін b', sources: ['a', 'b'] }],
      leftOut: [],
    });
  });

  test('what he takes up nowhere is left out with a reason, all of it where the outcome has no remarks', () => {
    const fromUnits = [ofUnit('a')];
    const begun = beginOutcome(EMPTY_OUTCOME, { drafts: [], fromUnits });
    expect(leftOutOf({ ...begun, outcome: 'with_remarks' }, fromUnits)).toEqual([]);
    expect(
      outcomeBodyOf({ ...begun, outcome: 'agreed', leftOut: { a: 'Ескерілді' } }, fromUnits).leftOut,
    ).toEqual([{ id: 'a', reason: 'Ескерілді' }]);
  });
});
