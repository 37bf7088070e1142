import { each, race } from './race.js';

test('both sides run by turns, who begins takes turns too, and the first round of each does not count', async () => {
  const order: string[] = [];
  const rounds = await race(2, async (side) => order.push(side));
  expect(order).toEqual(['portal', 'floor', 'floor', 'portal', 'portal', 'floor']);
  expect(rounds).toEqual({ portal: [4, 5], floor: [3, 6] });
});

test('rounds that gave several numbers are told apart', () => {
  const rounds = { portal: [{ seconds: 1, megabytes: 20 }], floor: [{ seconds: 2, megabytes: 10 }] };
  expect(each(rounds, ({ megabytes }) => megabytes)).toEqual({ portal: [20], floor: [10] });
});
