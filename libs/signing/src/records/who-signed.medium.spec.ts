import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { employeeName, type SigningIdentity, signDetached, TestPki } from '#certification-centre';
import { type Actor, Audit, Housekeeping, kernelPersistence, newId, Sql, Tx } from '#kernel';
import { createTestDatabase, FakeClock, makeActor, type TestDatabase } from '#testing';
import { NodeForgeVerifier } from '../signature-verifier.js';
import { signingPersistence } from '../signing.persistence.js';
import { Signatures, type SignatureTarget } from './signatures.js';
import { WaitingSignatures } from './waiting-signatures.js';

/** Nobody answers about revocation: who signed is looked at all the same, before anything waits. */

// as `TestPki.employee` names the owner of its certificates
const actor: Actor = makeActor({
  iin: '800101300123',
  fullName: 'Әлиев Болат Серікұлы',
  body: { ...makeActor().body, bin: '000140001234' },
});
const clock = new FakeClock();
const target: SignatureTarget = { stepId: newId(), subject: { type: 'act', id: newId() }, purpose: {} };

let folder: string;
let database: TestDatabase;
let tx: Tx;
let pki: TestPki;
let signatures: Signatures;
let waiting: WaitingSignatures;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'who-signed-'));
  pki = await TestPki.create(folder, clock.now());
  const { trust, intermediates } = pki.centre.files;
  const options = { rootsFile: trust, intermediatesFile: intermediates, refuseTestRoots: false };
  database = await createTestDatabase([kernelPersistence, signingPersistence]);
  tx = new Tx(database.dataSource);
  const sql = new Sql(database.dataSource, tx);
  signatures = new Signatures(
    new NodeForgeVerifier(options, clock),
    tx,
    sql,
    new Audit(tx, sql, clock),
    clock,
    new Housekeeping(sql, clock),
  );
  waiting = new WaitingSignatures(signatures, sql, clock);
}, 60_000);
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody's right signature over a fresh preparation of the actor's, offered for his step. */
async function offer(signer: SigningIdentity) {
  const prepared = await signatures.prepare(actor, { stepId: target.stepId, statement: {}, files: [] });
  const cms = signDetached(Buffer.from(prepared.manifest, 'base64'), signer, clock.now());
  const body = { preparationId: prepared.id, origin: 'key-file', signature: cms.toString('base64') } as const;
  return signatures.check(actor, target, body);
}

const waitingIds = async () =>
  (
    await database.dataSource.query<{ id: string }[]>(
      'SELECT id FROM signing.waiting_signature WHERE step_id = $1',
      [target.stepId],
    )
  ).map(({ id }) => id);

const named = (iin: string, bin: string) =>
  employeeName({
    surname: 'Серік',
    given: 'Айдар',
    iin,
    bin,
    organisation: 'Министрлік',
    role: 'head',
    password: '',
  });
const SOMEBODY = '900202300456';

test('the right person’s signature waits, and one by another’s key is refused and does not take its place', async () => {
  const right = await offer(pki.employee());
  expect(right.waitsFor).toBe('REVOCATION_UNKNOWN');
  await tx.run(() => waiting.hold(actor, right, 'REVOCATION_UNKNOWN'));
  const before = await waitingIds();
  expect(before).toHaveLength(1);

  for (const [code, name] of [
    ['IIN_MISMATCH', named(SOMEBODY, '000140001234')],
    ['BIN_MISMATCH', named('800101300123', '990140004321')],
    ['NAME_MISMATCH', named('800101300123', '000140001234')],
  ] as const) {
    await expect(offer(pki.employee({ name }))).rejects.toMatchObject({
      code: 'SIGNATURE_REFUSED',
      params: { code },
    });
  }
  expect(await waitingIds()).toEqual(before);
});

test('one that waits already and is of another is dropped as soon as it is looked at again', async () => {
  const [id = ''] = await waitingIds();
  const row = await waiting.find(id);
  if (row === undefined) throw new Error('it does not wait');
  expect((await waiting.ask(row)).state).toBe('waiting');
  const other = makeActor({ ...row.actor, iin: SOMEBODY });
  expect(await waiting.ask({ ...row, actor: other })).toEqual({ state: 'refused', code: 'IIN_MISMATCH' });
});

test('while the trusted certificates cannot be read nothing new is taken, and what waits is not lost', async () => {
  const { trust } = pki.centre.files;
  const [id = ''] = await waitingIds();
  const row = await waiting.find(id);
  if (row === undefined) throw new Error('it does not wait');
  renameSync(trust, `${trust}.gone`);
  // files are taken for unchanged for a second
  await delay(1100);
  try {
    await expect(offer(pki.employee())).rejects.toMatchObject({
      code: 'SIGNATURE_INDETERMINATE',
      params: { code: 'TRUST_UNAVAILABLE' },
    });
    expect(await waiting.ask(row)).toMatchObject({ state: 'waiting', code: 'TRUST_UNAVAILABLE' });
    expect(await waitingIds()).toEqual([id]);
  } finally {
    renameSync(`${trust}.gone`, trust);
  }
});
