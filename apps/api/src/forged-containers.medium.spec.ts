import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { signDetached } from '#certification-centre';
import { type VerificationReport, verificationReport } from '#contracts';
import { packContainer, type SignatureParts } from '#signing';
import { Act, AUTHOR } from './testing/act.fixture.js';
import { expectStatus, Portal, parsed } from './testing/portal.fixture.js';

/** Containers that somebody made of a real one, brought to /verify of the portal that keeps the signatures. */

let portal: Portal;
let act: Act;

beforeAll(async () => {
  portal = await Portal.start();
  act = await Act.at(portal, 'registration', 'finance');
});
afterAll(() => portal?.close());

/** The act's container, with its signatures as `change` makes them. */
async function packed(change: (signatures: SignatureParts[]) => SignatureParts[]): Promise<Buffer> {
  const kept = await portal.database.dataSource.query<SignatureParts[]>(
    `SELECT id, statement, manifest, cms AS signature, NULL AS at FROM signing.signature
     WHERE subject_id = $1 ORDER BY signed_at, id`,
    [act.id],
  );
  const contents = new Map<string, Buffer>();
  const { version } = await (await portal.as(AUTHOR)).card(act.id);
  for (const { sha256 } of version.files) {
    const place = join(portal.config.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    contents.set(sha256, await readFile(place));
  }
  const find = (sha256: string) => {
    const bytes = contents.get(sha256);
    return bytes && { size: bytes.length, crc: crc32(bytes), open: () => [bytes] };
  };
  return buffer(packContainer(change(kept), find, Buffer.alloc(0)).stream);
}

async function reportOn(container: Buffer): Promise<VerificationReport> {
  const form = new FormData();
  form.append('container', new Blob([new Uint8Array(container)]), 'act.asice');
  return parsed(verificationReport, expectStatus(await portal.stranger.post('/api/verify', form), 200));
}

const told = ({ signatures }: VerificationReport) =>
  signatures.map(({ verdict, code }) => `${verdict} ${code}`);

test('what was only packed anew is VALID', async () => {
  expect(told(await reportOn(await packed((kept) => kept)))).toEqual(['VALID null', 'VALID null']);
});

test('the same key in the place of a kept signature: told, and nothing of the kept one', async () => {
  const head = portal.identityOf('developer.head');
  const report = await reportOn(
    await packed(([visa, last]) => [
      visa as SignatureParts,
      { ...(last as SignatureParts), signature: signDetached((last as SignatureParts).manifest, head) },
    ]),
  );
  expect(told(report)).toEqual(['VALID null', 'INVALID KEPT_OTHERWISE']);
  expect(report.signatures[1]?.signedAt?.clock).toBe('signer');
});

test('a colleague’s key in the place of the head’s: named by his own certificate', async () => {
  const colleague = portal.identityOf('developer.specialist', { role: 'head' });
  const report = await reportOn(
    await packed(([visa, last]) => [
      visa as SignatureParts,
      { ...(last as SignatureParts), signature: signDetached((last as SignatureParts).manifest, colleague) },
    ]),
  );
  expect(report).toMatchObject({ verdict: 'INVALID', code: 'KEPT_OTHERWISE' });
  expect(report.signatures[1]?.signer?.name).toContain('SPECIALIST');
});

test('a visa that later signers build on cannot be left out', async () => {
  const report = await reportOn(await packed(([, last]) => [last as SignatureParts]));
  expect(told(report)).toEqual(['INVALID EARLIER_SIGNATURE_MISSING']);
  expect(report.signatures[0]?.about).toMatch(/^META-INF\/signature-[0-9a-f-]{36}\.p7s$/);
});

test.each([AUTHOR, 'finance.officer'] as const)(
  'what %s takes of an act that all agreed is VALID',
  async (name) => {
    const agreed = await Act.draft(portal);
    await agreed.send();
    await agreed.toTheEnd();
    const { headers } = (await portal.as(name)).client;
    const response = await fetch(new URL(`${agreed.path}/container`, portal.url), { headers });
    const report = await reportOn(Buffer.from(await response.arrayBuffer()));
    expect(told(report)).toEqual(report.signatures.map(() => 'VALID null'));
    expect(report.signatures.length).toBeGreaterThan(2);
  },
);
