import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SigningIdentity, signDetached, TestPki } from '#certification-centre';
import { type Actor, Audit, Housekeeping, kernelPersistence, newId, Sql, Tx } from '#kernel';
import { createTestDatabase, FakeClock, makeActor, type TestDatabase } from '#testing';
import { DIFFERING_ENGINES, withLooseValue } from '../refusals/engines.fixture.js';
import type { SignatureVerifier } from '../signature-verifier.js';
import { signingPersistence } from '../signing.persistence.js';
import { readTrust } from '../trust-files.js';
import { verifyWithEvidence } from '../verify.js';
import { Signatures, type SignatureTarget } from './signatures.js';

/** Two engines that truly differ about one signature, over a real database: nothing is accepted, and it is told. */

// as `TestPki.employee` names the owner of its certificates
const actor: Actor = makeActor({
  fullName: 'Әлиев Болат Серікұлы',
  iin: '800101300123',
  body: { ...makeActor().body, bin: '000140001234' },
});
const clock = new FakeClock();
const target: SignatureTarget = {
  stepId: newId(),
  subject: { type: 'act', id: newId() },
  purpose: {},
};

let folder: string;
let database: TestDatabase;
let audit: Audit;
let signatures: Signatures;
let signer: SigningIdentity;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engines-'));
  const pki = await TestPki.create(folder, clock.now());
  signer = pki.employee();
  const { trust, intermediates, crls } = pki.centre.files;
  const material = await readTrust({
    rootsFile: trust,
    intermediatesFile: intermediates,
    crlPaths: [crls],
    refuseTestRoots: false,
  });
  const judge: SignatureVerifier['prove'] = async (request) => ({
    ...(await verifyWithEvidence(request, material, DIFFERING_ENGINES)),
    cms: request.signature,
    clockGapMs: null,
  });
  const report = async (request: Parameters<typeof judge>[0]) => (await judge(request)).report;
  const verifier: SignatureVerifier = { prove: judge, verify: report, recheck: report };

  database = await createTestDatabase([kernelPersistence, signingPersistence]);
  const tx = new Tx(database.dataSource);
  const sql = new Sql(database.dataSource, tx);
  audit = new Audit(tx, sql, clock);
  signatures = new Signatures(verifier, tx, sql, audit, clock, new Housekeeping(sql, clock));
}, 60_000);
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a signature over a fresh preparation is answered. */
async function offer(change: (cms: Buffer) => Buffer) {
  const prepared = await signatures.prepare(actor, { stepId: target.stepId, statement: {}, files: [] });
  const cms = change(signDetached(Buffer.from(prepared.manifest, 'base64'), signer, clock.now()));
  const body = { preparationId: prepared.id, origin: 'key-file', signature: cms.toString('base64') } as const;
  return { id: prepared.id, answer: signatures.check(actor, target, body) };
}

const entries = () =>
  database.dataSource.query<{ action: string; code: string }[]>(
    `SELECT action, content::json -> 'data' ->> 'code' AS code FROM kernel.audit_entry WHERE subject_id = $1 ORDER BY seq`,
    [target.subject.id],
  );

test('a signature about which both agree is taken, and leaves no alarm', async () => {
  const { answer } = await offer((cms) => cms);
  await expect(answer).resolves.toMatchObject({ waitsFor: null });
  expect(await entries()).toEqual([]);
});

test('one about which they differ is refused, raises an alarm in the record, and nothing of it is kept', async () => {
  const { id, answer } = await offer((cms) => withLooseValue(cms, signer.key));
  await expect(answer).rejects.toMatchObject({
    code: 'SIGNATURE_REFUSED',
    params: { code: 'ENGINES_DISAGREE' },
  });
  expect(await entries()).toEqual([{ action: 'signature.alarm', code: 'ENGINES_DISAGREE' }]);
  expect(await audit.verify(target.subject.id)).toEqual({ entries: 1 });
  const kept = await database.dataSource.query<unknown[]>(
    `SELECT id FROM signing.signature UNION ALL SELECT id FROM signing.waiting_signature
     UNION ALL SELECT id FROM signing.preparation WHERE id = $1 AND used_at IS NOT NULL`,
    [id],
  );
  expect(kept).toEqual([]);
});
