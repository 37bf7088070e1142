import { setTimeout as delay } from 'node:timers/promises';
import type { InboxItem } from '#contracts';
import { ApiError, type Refusal } from '../../../../api/api-error';
import { KeyFileError } from '../../../../signing/key-file-errors';
import type { Signer } from '../../../../signing/signer';
import { BulkSigning, type BulkWork, isRetriable, type Ready } from './bulk-signing';

const SIGNED_AT = '2026-11-20T05:00:00.000Z';

const items = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `act-${place}` }) as InboxItem);

const readyFor = ({ id }: InboxItem): Ready =>
  ({
    stepId: `step of ${id}`,
    prepared: { manifest: new TextEncoder().encode(id), preparation: { id: `preparation of ${id}` } },
  }) as Ready;

/** Work that knows what it was asked for; `refusals` fail by the item's id, once each. */
function workWith(
  refusals: { prepare?: Record<string, Refusal>; send?: Record<string, Refusal> } = {},
  waits: readonly string[] = [],
) {
  const seen = { sent: [] as string[], atOnce: 0, most: 0 };
  const refuse = (by: Record<string, Refusal> | undefined, id: string) => {
    const code = by?.[id];
    if (!by || !code) return;
    delete by[id];
    throw new ApiError(code);
  };
  const work: BulkWork = {
    async prepare(item) {
      refuse(refusals.prepare, item.id);
      return readyFor(item);
    },
    async send({ id }) {
      seen.atOnce += 1;
      seen.most = Math.max(seen.most, seen.atOnce);
      await delay(1);
      seen.atOnce -= 1;
      refuse(refusals.send, id);
      seen.sent.push(id);
      return { signedAt: waits.includes(id) ? null : SIGNED_AT, number: null };
    },
  };
  return { work, seen };
}

/** Signs by writing the content down; breaks at the given place. */
function signerBreakingAt(place: number): Signer {
  return {
    origin: 'key-file',
    async *sign(contents) {
      for (const [at, content] of contents.entries()) {
        if (at === place) throw new KeyFileError('KEY_FILE_CLOSED');
        yield Uint8Array.from(content);
      }
    },
    close: () => undefined,
  };
}
const signer = signerBreakingAt(Number.POSITIVE_INFINITY);

const states = (bulk: BulkSigning) => bulk.rows.get().map(({ state }) => state.at);

test('all are prepared, signed and sent, three at a time', async () => {
  const { work, seen } = workWith();
  const bulk = new BulkSigning(items(20), work);
  expect(await bulk.prepare()).toBe(20);
  await bulk.sign(signer);
  expect(states(bulk)).toEqual(Array(20).fill('done'));
  expect(seen.sent).toHaveLength(20);
  expect(seen.most).toBe(3);
});

test('what fails leaves the others, and can be tried again', async () => {
  const { work, seen } = workWith({
    prepare: { 'act-0': 'NETWORK' },
    send: { 'act-1': 'NETWORK', 'act-2': 'PREPARATION_EXPIRED' },
  });
  const bulk = new BulkSigning(items(4), work);
  expect(await bulk.prepare()).toBe(3);
  await bulk.sign(signer);
  expect(bulk.rows.get().map(({ state }) => (state.at === 'failed' ? state.retry : state.at))).toEqual([
    'prepare',
    'send',
    'prepare',
    'done',
  ]);

  await bulk.resend();
  expect(await bulk.prepare()).toBe(2);
  await bulk.sign(signer);
  expect(states(bulk)).toEqual(Array(4).fill('done'));
  expect(seen.sent.sort()).toEqual(['act-0', 'act-1', 'act-2', 'act-3']);
});

test('what the portal took and cannot judge yet is no failure, and is not tried again', async () => {
  const { work, seen } = workWith({}, ['act-1']);
  const bulk = new BulkSigning(items(2), work);
  await bulk.prepare();
  await bulk.sign(signer);
  expect(states(bulk)).toEqual(['done', 'held']);
  await bulk.resend();
  expect(await bulk.prepare()).toBe(0);
  expect(seen.sent).toEqual(['act-0', 'act-1']);
});

test('what others decided meanwhile, before it was prepared or after, is not tried again', async () => {
  const { work } = workWith({ prepare: { 'act-0': 'ACT_RECALLED' }, send: { 'act-1': 'STEP_DECIDED' } });
  const bulk = new BulkSigning(items(3), work);
  await bulk.prepare();
  await bulk.sign(signer);
  expect(bulk.rows.get().map(isRetriable)).toEqual([false, false, false]);
  expect(await bulk.prepare()).toBe(0);
  expect(states(bulk)).toEqual(['failed', 'failed', 'done']);
});

test('a key that fails midway keeps what it signed and leaves the rest ready', async () => {
  const { work, seen } = workWith();
  const bulk = new BulkSigning(items(5), work);
  await bulk.prepare();
  await expect(bulk.sign(signerBreakingAt(2))).rejects.toThrow('KEY_FILE_CLOSED');
  expect(states(bulk)).toEqual(['done', 'done', 'ready', 'ready', 'ready']);
  expect(seen.sent).toEqual(['act-0', 'act-1']);
});

test('stopped, it begins no more, and what was on its way arrives', async () => {
  const { work, seen } = workWith();
  const bulk = new BulkSigning(items(10), {
    ...work,
    send: (...given) => {
      bulk.stop();
      return work.send(...given);
    },
  });
  await bulk.prepare();
  await bulk.sign(signer);
  expect(states(bulk)).toEqual(['done', ...Array(9).fill('ready')]);
  expect(seen.sent).toEqual(['act-0']);
});
