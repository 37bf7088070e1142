import { tallyOf } from './tally';

const NOW = new Date('2026-11-20T06:00:00Z');
type Asked = Parameters<typeof tallyOf>[0][number];
const review = (part: Partial<Asked>): Asked => ({
  state: 'in_work',
  outcome: null,
  openedAt: '2026-11-18T06:00:00Z',
  dueAt: '2026-11-25T13:30:00Z',
  ...part,
});
const tally = (...reviews: Asked[]) => tallyOf(reviews, NOW).map(({ word, count }) => `${word} ${count}`);

describe('how the approving bodies stand', () => {
  test('each is counted once, those that answered first', () => {
    expect(
      tally(
        review({}),
        review({ state: 'arrived', openedAt: null, dueAt: null }),
        review({ state: 'arrived', dueAt: null }),
        review({ state: 'settled', outcome: 'agreed' }),
      ),
    ).toEqual(['agreements.tally.agreed 1', 'agreements.tally.working 2', 'agreements.tally.unopened 1']);
  });

  test('775:20 past its term a body is silent and considers nothing; one that answered late has answered', () => {
    const late = { dueAt: '2026-11-20T05:59:00Z' };
    expect(tally(review(late), review({}))).toEqual([
      'agreements.tally.silent 1',
      'agreements.tally.working 1',
    ]);
    expect(tally(review({ ...late, state: 'settled', outcome: 'refused' }))).toEqual([
      'agreements.tally.refused 1',
    ]);
  });

  test('who was taken off the list is not counted', () => {
    expect(tally(review({ state: 'withdrawn' }))).toEqual([]);
  });
});
