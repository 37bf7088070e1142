import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { signDetached, TestPki } from '#certification-centre';
import { Audit, Clock, Housekeeping, kernelPersistence, newId, Sql, Tx } from '#kernel';
import { createTestDatabase, makeActor, type TestDatabase } from '#testing';
import { Signatures } from '../records/signatures.js';
import { NodeForgeVerifier } from '../signature-verifier.js';
import { signingPersistence } from '../signing.persistence.js';
import type { TrustOptions } from '../trust-files.js';
import { Containers } from './containers.js';

/** A kept signature is given out as long as what is to be trusted can be read, and with the lists that are there. */

// as `TestPki.employee` names the owner of its certificates
const actor = makeActor({
  iin: '800101300123',
  fullName: 'Әлиев Болат Серікұлы',
  body: { ...makeActor().body, bin: '000140001234' },
});
const clock = new Clock();
const subjectId = newId();

let folder: string;
let database: TestDatabase;
let sql: Sql;
let options: TrustOptions;
let id: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'containers-'));
  const pki = await TestPki.create(folder, clock.now());
  const { trust, intermediates, crls } = pki.centre.files;
  options = { rootsFile: trust, intermediatesFile: intermediates, crlPaths: [crls], refuseTestRoots: false };
  database = await createTestDatabase([kernelPersistence, signingPersistence]);
  const tx = new Tx(database.dataSource);
  sql = new Sql(database.dataSource, tx);
  const verifier = new NodeForgeVerifier(options, clock);
  const audit = new Audit(tx, sql, clock);
  const signatures = new Signatures(verifier, tx, sql, audit, clock, new Housekeeping(sql, clock));
  const target = { stepId: newId(), subject: { type: 'act', id: subjectId }, purpose: {} };
  const prepared = await signatures.prepare(actor, { stepId: target.stepId, statement: {}, files: [] });
  const cms = signDetached(Buffer.from(prepared.manifest, 'base64'), pki.employee(), clock.now());
  id = prepared.id;
  const body = { preparationId: id, origin: 'key-file', signature: cms.toString('base64') } as const;
  const checked = await signatures.check(actor, target, body);
  await tx.run(() => signatures.keep(actor, subjectId, checked));
}, 60_000);
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const pack = async (trust: Partial<TrustOptions>) => {
  const { stream } = await new Containers(sql, { ...options, ...trust }).pack(subjectId, [id], []);
  const bytes = await buffer(stream);
  return bytes.toString('latin1').split('-----BEGIN X509 CRL-----').length - 1;
};

test('lists that are gone, or cannot be read, are left out', async () => {
  const whole = await pack({});
  expect(whole).toBeGreaterThanOrEqual(2);
  expect(await pack({ crlPaths: [join(folder, 'nowhere')] })).toBe(whole);
  const odd = join(folder, 'odd');
  mkdirSync(join(odd, 'a folder'), { recursive: true });
  writeFileSync(join(odd, 'text.crl'), 'no list');
  expect(await pack({ crlPaths: [odd] })).toBe(whole);
});

test('without the trusted certificates there is none to be had now, and that is no error of the program', async () => {
  writeFileSync(join(folder, 'text.pem'), 'no certificate');
  for (const rootsFile of [join(folder, 'nowhere.pem'), join(folder, 'text.pem')]) {
    await expect(pack({ rootsFile })).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 503 });
  }
});
