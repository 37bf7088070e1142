import { makeStamp, signDetached } from '#certification-centre';
import { type Actor, Audit, Clock, Housekeeping, kernelPersistence, newId, Sql, Tx } from '#kernel';
import { createTestDatabase, makeActor, type TestDatabase } from '#testing';
import { attachStamp, readEncoding, readSignedData } from '../cms/cms.js';
import { parseDer } from '../der/der.js';
import { AnsweringServer, AnswerKit } from '../refusals/answers.fixture.js';
import { SigningKit } from '../refusals/refusals.fixture.js';
import { granted } from '../refusals/stamp.fixture.js';
import { NodeForgeVerifier } from '../signature-verifier.js';
import { signingPersistence } from '../signing.persistence.js';
import { Signatures, type SignatureTarget } from './signatures.js';
import { WaitingSignatures } from './waiting-signatures.js';

/** No stamp can be older than the preparation that it is over, whoever brings it. */

// as `TestPki.employee` names the owner of its certificates
const actor: Actor = makeActor({
  fullName: 'Әлиев Болат Серікұлы',
  iin: '800101300123',
  body: { ...makeActor().body, bin: '000140001234' },
});
const clock = new Clock();
const target: SignatureTarget = { stepId: newId(), subject: { type: 'act', id: newId() }, purpose: {} };

let kit: SigningKit;
let answers: AnswerKit;
let server: AnsweringServer;
let database: TestDatabase;
let tx: Tx;
let signatures: Signatures;
let waiting: WaitingSignatures;

beforeAll(async () => {
  kit = await SigningKit.create();
  answers = new AnswerKit(kit);
  server = await AnsweringServer.start();
  const { trust, intermediates, crls } = kit.pki.centre.files;
  const options = {
    rootsFile: trust,
    intermediatesFile: intermediates,
    crlPaths: [crls],
    refuseTestRoots: false,
    tsaUrl: server.url,
  };
  database = await createTestDatabase([kernelPersistence, signingPersistence]);
  tx = new Tx(database.dataSource);
  const sql = new Sql(database.dataSource, tx);
  const verifier = new NodeForgeVerifier(options, clock);
  const audit = new Audit(tx, sql, clock);
  signatures = new Signatures(verifier, tx, sql, audit, clock, new Housekeeping(sql, clock));
  waiting = new WaitingSignatures(signatures, sql, clock);
}, 60_000);
afterAll(async () => {
  await database?.drop();
  await server?.close();
  kit?.remove();
});

const fromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** The token of an authority whose clock is off by so many minutes. */
function stampOver(data: Buffer, minutes: number, nonce?: Buffer): Buffer {
  const time = fromNow(minutes);
  return makeStamp({ data, authority: answers.stampAuthority, time, ...(nonce && { nonce }) });
}

/** The portal's own authority, off by so many minutes: it stamps the signature that is offered next. */
let offered: Buffer = Buffer.alloc(0);
function setClock(minutes: number): void {
  server.answer = (question) => {
    const nonce = parseDer(question, { bytes: 1000, depth: 5, elements: 20 }).children[2]?.content;
    return granted(stampOver(valueIn(offered), minutes, nonce));
  };
}

const valueIn = (cms: Buffer) =>
  readSignedData(readEncoding(cms)).signerInfos[0]?.signature ?? Buffer.alloc(0);

/** A right signature over a fresh preparation, changed before it is offered. */
async function offer(change: (cms: Buffer) => Buffer = (cms) => cms) {
  const prepared = await signatures.prepare(actor, { stepId: target.stepId, statement: {}, files: [] });
  offered = signDetached(Buffer.from(prepared.manifest, 'base64'), kit.signer, clock.now());
  const signature = change(offered).toString('base64');
  return signatures.check(actor, target, { preparationId: prepared.id, origin: 'key-file', signature });
}

const alarms = async () =>
  (
    await database.dataSource.query<unknown[]>(
      `SELECT seq FROM kernel.audit_entry WHERE subject_id = $1 AND action = 'clock.alarm'`,
      [target.subject.id],
    )
  ).length;

test('a stamp that comes with the signature and is older is refused; one of just now is taken', async () => {
  const withStamp = (minutes: number) => (cms: Buffer) => attachStamp(cms, stampOver(valueIn(cms), minutes));
  await expect(offer(withStamp(-300))).rejects.toMatchObject({
    code: 'SIGNATURE_REFUSED',
    params: { code: 'STAMP_TOO_EARLY' },
  });
  const { proof, waitsFor } = await offer(withStamp(0));
  expect({ waitsFor, source: proof.report.timeSource }).toEqual({ waitsFor: null, source: 'stamp' });
});

test.each([-300, 300])(
  'the portal’s own authority off by %s minutes: an alarm, and the signature waits until it is right',
  async (minutes) => {
    setClock(minutes);
    const before = await alarms();
    const checked = await offer();
    expect(checked.waitsFor).toBe('STAMP_CLOCK_WRONG');
    expect(await alarms()).toBe(before + 1);
    await tx.run(() => waiting.hold(actor, checked, 'STAMP_CLOCK_WRONG'));
    const row = await waiting.find(checked.preparationId);
    if (row === undefined) throw new Error('it does not wait');

    const again = await waiting.ask(row);
    if (again.state !== 'waiting') throw new Error(again.state);
    expect(again.code).toBe('STAMP_CLOCK_WRONG');
    await waiting.waitOn(row, again.code, again.proof);
    // told once, not each time it is asked again
    expect(await alarms()).toBe(before + 1);

    setClock(0);
    expect((await waiting.ask(row)).state).toBe('valid');
  },
);
