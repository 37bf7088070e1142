import type { AppError } from './app-error.js';
import { Turns } from './turns.js';

describe('turns that accounts share', () => {
  let turns: Turns;
  let begun: string[];
  let ends: Map<string, () => void>;

  beforeEach(() => {
    // Two places, of which an account has one; five may wait, of one account three.
    turns = new Turns(2, 5, { atOnce: 1, mostWaiting: 3 });
    begun = [];
    ends = new Map();
  });

  /** @param name the account's letter, and which of its wishes */
  const ask = (name: string): void => {
    const account = name.charAt(0);
    turns.take(account).then(
      (end) => {
        begun.push(name);
        ends.set(account, end);
      },
      (error: AppError) => begun.push(`${name} ${error.code}`),
    );
  };
  const settled = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return begun;
  };
  const end = async (account: string) => {
    ends.get(account)?.();
    return settled();
  };

  test('one account holds one place, though the other is free: the next who comes gets it at once', async () => {
    ask('a1');
    ask('a2');
    expect(await settled()).toEqual(['a1']);
    ask('b1');
    expect(await settled()).toEqual(['a1', 'b1']);
    expect(await end('a')).toEqual(['a1', 'b1', 'a2']);
  });

  test('whoever has had no turn comes before the second of those who have, however early they asked', async () => {
    for (const name of ['a1', 'b1', 'a2', 'a3', 'b2', 'c1']) ask(name);
    expect(await settled()).toEqual(['a1', 'b1']);
    await end('a');
    expect(await end('b')).toEqual(['a1', 'b1', 'c1', 'a2']);
    await end('c');
    expect(await end('a')).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  test('too many do not wait: neither of one account nor of all', async () => {
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'b3', 'b4', 'c1']) ask(name);
    expect(await settled()).toEqual(['a1', 'a5 UNAVAILABLE', 'b1', 'b4 UNAVAILABLE', 'c1 UNAVAILABLE']);
    await end('a');
    ask('c2');
    await end('b');
    expect(await settled()).toContain('c2');
  });

  test('places that were given back are all there again', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (const account of ['a', 'b']) ask(account);
      await settled();
      for (const account of ['a', 'b']) await end(account);
    }
    expect(begun).toHaveLength(6);
    ask('c1');
    expect(await settled()).toHaveLength(7);
  });

  test('without accounts all places are there for whoever asks, the first in line first', async () => {
    const all = new Turns(2, 2);
    const order: string[] = [];
    const taken = ['1', '2', '3', '4', '5'].map((name) =>
      all.take().then(
        (end) => {
          order.push(name);
          return end;
        },
        ({ code }: AppError) => {
          order.push(`${name} ${code}`);
          return () => undefined;
        },
      ),
    );
    (await taken[0])?.();
    (await taken[1])?.();
    await Promise.all(taken);
    expect(order).toEqual(['1', '2', '5 UNAVAILABLE', '3', '4']);
  });
});
