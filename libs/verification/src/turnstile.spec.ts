import { MAX_VERIFIED_BYTES } from '#contracts';
import { FakeClock } from '#testing';
import { type Place, Turnstile } from './turnstile.js';

let clock: FakeClock;
let turnstile: Turnstile;
beforeEach(() => {
  clock = new FakeClock('2026-03-16T04:00:00.000Z');
  turnstile = new Turnstile(clock);
});

/** A place that is held until it is let go. */
function held(address: string) {
  const gate = Promise.withResolvers<void>();
  let place: Place | undefined;
  const done = turnstile.pass(address, (own) => {
    place = own;
    return gate.promise;
  });
  return { done, letGo: gate.resolve, place: place as unknown as Place };
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

test('another address of the same network (IPv6) is no third place', async () => {
  const [first, second] = [held('2001:db8::1'), held('2001:db8::2')];
  await expect(pass('2001:db8::3')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  await expect(pass('2001:db8:0:1::1')).resolves.toBe('done');
  for (const one of [first, second]) one.letGo();
});

test('who has to wait is told when the next place is likely to be free', async () => {
  const [first, second] = [held('10.0.0.1'), held('10.0.0.1')];
  first.place.report(1, 90.2);
  second.place.report(1, 41.3);
  await expect(pass('10.0.0.1')).rejects.toMatchObject({ params: { seconds: 42 } });
  for (const one of [first, second]) one.letGo();
});

test('sixty-four at once from all addresses', async () => {
  const all = Array.from({ length: 64 }, (_, place) => held(`10.0.0.${place}`));
  await expect(pass('10.0.1.1')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  for (const one of all) one.letGo();
  await Promise.all(all.map(({ done }) => done));
  await expect(pass('10.0.1.1')).resolves.toBe('done');
});

test('eight are looked at at once, the next in the order in which they came; who only sends keeps none of them', async () => {
  const senders = Array.from({ length: 20 }, (_, place) => held(`10.0.0.${place}`));
  const begun: number[] = [];
  const gates = Array.from({ length: 10 }, () => Promise.withResolvers<void>());
  const checks = gates.map(({ promise }, order) =>
    turnstile.pass(`10.0.1.${order}`, (place) =>
      place.check(() => {
        begun.push(order);
        return promise;
      }),
    ),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  gates[3]?.resolve();
  await checks[3];
  expect(begun.at(-1)).toBe(8);
  gates[5]?.reject(new Error('broken'));
  await expect(checks[5]).rejects.toThrow('broken');
  expect(begun.at(-1)).toBe(9);
  for (const one of [...gates.map(({ resolve }) => ({ letGo: resolve })), ...senders]) one.letGo();
  await Promise.allSettled(checks);
  await expect(turnstile.pass('10.0.2.1', (place) => place.check(async () => 'looked at'))).resolves.toBe(
    'looked at',
  );
});

test('what all of them hold on the disk has an end', async () => {
  const all = Array.from({ length: 9 }, (_, place) => held(`10.0.0.${place}`));
  const full = all.slice(0, 8);
  for (const { place } of full) place.report(MAX_VERIFIED_BYTES, 7);
  expect(() => all[8]?.place.report(1, 7)).toThrow(
    expect.objectContaining({ code: 'TOO_MANY_REQUESTS', params: { seconds: 7 } }) as Error,
  );
  for (const one of all) one.letGo();
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
