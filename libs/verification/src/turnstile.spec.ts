import { FakeClock } from '#testing';
import { Turnstile } from './turnstile.js';

let clock: FakeClock;
let turnstile: Turnstile;
beforeEach(() => {
  clock = new FakeClock('2026-03-16T04:00:00.000Z');
  turnstile = new Turnstile(clock);
});

/** A check that lasts until it is let go. */
function held(address: string) {
  const gate = Promise.withResolvers<void>();
  const done = turnstile.pass(address, () => gate.promise);
  return { done, letGo: gate.resolve };
}

const pass = (address: string) => turnstile.pass(address, async () => 'done');

test('two at once from one address, and a third when one of them is done', async () => {
  const [first, second] = [held('10.0.0.1'), held('10.0.0.1')];
  await expect(pass('10.0.0.1')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS', params: { seconds: 5 } });
  await expect(pass('10.0.0.2')).resolves.toBe('done');
  first.letGo();
  await first.done;
  await expect(pass('10.0.0.1')).resolves.toBe('done');
  second.letGo();
  await second.done;
});

test('eight at once from all addresses', async () => {
  const all = Array.from({ length: 8 }, (_, place) => held(`10.0.0.${place}`));
  await expect(pass('10.0.1.1')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  for (const one of all) one.letGo();
  await Promise.all(all.map(({ done }) => done));
  await expect(pass('10.0.1.1')).resolves.toBe('done');
});

test('a check that fails makes room like any other', async () => {
  for (let times = 0; times < 10; times += 1) {
    const failing = turnstile.pass('10.0.0.1', () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
  }
  await expect(pass('10.0.0.1')).resolves.toBe('done');
});

test('sixty in ten minutes from one address', async () => {
  for (let times = 0; times < 60; times += 1) await pass('10.0.0.1');
  await expect(pass('10.0.0.1')).rejects.toMatchObject({ params: { seconds: 600 } });
  await expect(pass('10.0.0.2')).resolves.toBe('done');
  clock.set('2026-03-16T04:10:00.000Z');
  await expect(pass('10.0.0.1')).resolves.toBe('done');
});
