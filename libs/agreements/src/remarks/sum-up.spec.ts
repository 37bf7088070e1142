import { type OutcomeBody, type OutcomeInput, outcomeBody, type RemarkInput } from '#contracts';
import { AppError } from '#kernel';
import { openPartOf, sumUp } from './sum-up.js';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => `019d0000-0000-7000-8000-00000000000${letter}`) as [
  string,
  string,
  string,
];
const remark = (...sources: string[]): RemarkInput => ({ text: 'Мәтін', proposal: 'Ұсыныс', sources });
const outcome = (parts: Partial<OutcomeInput>): OutcomeBody =>
  outcomeBody.parse({ outcome: 'with_remarks', ...parts });

function refusalOf(work: () => unknown): Pick<AppError, 'code' | 'params' | 'fields'> | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  return undefined;
}

describe('775:17 the executor sums up what the units remarked', () => {
  test('takes up one alone, merges two into one, and leaves one out with its reason', () => {
    const leftOut = [{ id: C, reason: 'Құзыретке жатпайды' }];
    expect(sumUp([A, B, C], outcome({ remarks: [remark(A, B), remark()], leftOut }))).toEqual({
      kept: [A, B],
      leftOut,
    });
  });

  test('says something of each: one of which nothing is said is named', () => {
    expect(refusalOf(() => sumUp([A, B], outcome({ remarks: [remark(A)] })))).toMatchObject({
      code: 'UNIT_REMARKS_OPEN',
      params: { count: 1, ids: [B] },
    });
  });

  test.each<[string, Partial<OutcomeInput>, string]>([
    ['is another’s', { remarks: [remark(C)] }, 'remarks'],
    [
      'is both taken up and left out',
      { remarks: [remark(A)], leftOut: [{ id: A, reason: 'Жоқ' }] },
      'leftOut',
    ],
    [
      'is left out twice',
      {
        leftOut: [
          { id: A, reason: 'Жоқ' },
          { id: A, reason: 'Жоқ' },
        ],
      },
      'leftOut',
    ],
  ])('refuses a remark that %s', (_, parts, path) => {
    expect(refusalOf(() => sumUp([A], outcome(parts)))).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ path }],
    });
  });
});

test('a body may agree with any answer, and also after it insisted', () => {
  expect(openPartOf('agree')).toEqual(['accepted', 'partly', 'not_accepted', 'insisted']);
});
