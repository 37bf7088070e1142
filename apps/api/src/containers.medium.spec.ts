import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  type FileRef,
  MAX_VERIFIED_BYTES,
  publicSheet,
  signaturesReport,
  type VerificationReport,
  verificationReport,
} from '#contracts';
import { checkContainer, readTrust, verifySignature } from '#signing';
import { eventually, FakeClock, TestClient } from '#testing';
import { Act, AUTHOR } from './testing/act.fixture.js';
import {
  cardOf,
  expectStatus,
  PDF,
  type Person,
  Portal,
  parsed,
  refusalOf,
} from './testing/portal.fixture.js';

let portal: Portal;
let author: Person;
/** Signed in the developer body and sent to the approving ones. */
let act: Act;

beforeAll(async () => {
  portal = await Portal.start();
  author = await portal.as(AUTHOR);
  act = await Act.at(portal, 'registration', 'finance');
});
afterAll(() => portal?.close());

/** What a browser would save, byte for byte. */
async function download(person: Person, path: string) {
  const response = await fetch(new URL(path, portal.url), { headers: person.client.headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function exported(): Promise<Buffer> {
  const { response, bytes } = await download(author, `${act.path}/container`);
  expect(response.status).toBe(200);
  return bytes;
}

/** A stranger's form. */
async function verify(files: Record<string, Buffer | string>, client: TestClient = portal.stranger) {
  const form = new FormData();
  for (const [field, content] of Object.entries(files)) {
    form.append(
      field,
      new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
      `${field}.bin`,
    );
  }
  return client.post('/api/verify', form);
}

async function reportOn(files: Record<string, Buffer | string>): Promise<VerificationReport> {
  return parsed(verificationReport, expectStatus(await verify(files), 200));
}

/** Where the bytes of a file of the act lie. */
const placeOf = ({ sha256 }: FileRef): string =>
  join(portal.config.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

describe('a signed act as a container', () => {
  test('is named by its number, has a length, and is VALID to whoever has the trust files alone', async () => {
    const { response, bytes } = await download(author, `${act.path}/container`);
    const { version } = await author.card(act.id);
    expect(response.headers.get('content-disposition')).toContain(
      encodeURIComponent(`${version.number}.asice`),
    );
    expect(response.headers.get('content-type')).toBe('application/vnd.etsi.asic-e+zip');
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length);

    const folder = await mkdtemp(join(tmpdir(), 'exported-'));
    try {
      const path = join(folder, 'act.asice');
      await writeFile(path, bytes);
      const { roots, intermediates, crls } = portal.config.trust;
      const trust = await readTrust({
        rootsFile: roots,
        intermediatesFile: intermediates,
        crlPaths: [crls],
        refuseTestRoots: false,
      });
      const report = await checkContainer(path, (signature, content) =>
        verifySignature({ signature, content, at: new Date(), origin: 'key-file' }, trust),
      );
      expect({ verdict: report.verdict, code: report.code }).toEqual({ verdict: 'VALID', code: null });
      expect(report.signatures.map(({ statement }) => statement?.step.kind)).toEqual([
        'legal_visa',
        'developer_signature',
      ]);
      expect(report.files.map(({ path: name }) => name)).toContain('files/01/Жоба.pdf');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('each export stands in the record of the act, with who it was', async () => {
    const before = (await act.history(AUTHOR)).filter(({ action }) => action === 'container.exported').length;
    await exported();
    const entries = (await act.history(AUTHOR)).filter(({ action }) => action === 'container.exported');
    expect(entries).toHaveLength(before + 1);
  });

  test('is for those who read the act, and for nobody else', async () => {
    const outsider = await portal.as('outside.head');
    expect(refusalOf(await outsider.get(`${act.path}/container`))).toBe('404 NOT_FOUND');
    expect(refusalOf(await outsider.get(`${act.path}/signatures`))).toBe('404 NOT_FOUND');
    const reader = await portal.as('finance.officer');
    expect((await download(reader, `${act.path}/container`)).response.status).toBe(200);
  });

  test('is not to be had before somebody signed', async () => {
    const draft = await Act.draft(portal);
    expect(cardOf(await author.get(draft.path)).can.exportContainer).toBe(false);
    expect(refusalOf(await author.get(`${draft.path}/container`))).toBe('409 NOT_SIGNED');
  });

  test('leaves out what was signed and returned, and holds what counts after that', async () => {
    const returned = await Act.at(portal, 'developer_signature');
    await returned.sendBack('developer_signature', 'developer', 'Толықтыру керек');
    expect(refusalOf(await author.get(`${returned.path}/container`))).toBe('409 NOT_SIGNED');
    const card = await author.card(returned.id);
    const file = await author.upload('Жоба 2.pdf', `${PDF}%2\n%%EOF\n`);
    const { kind, language, title, description } = card;
    const body = { kind, language, title, description, revision: card.revision, fileIds: [file.id] };
    const requisites = {
      interestedUnitIds: card.version.interestedUnits.map(({ id }) => id),
      legalHeadId: card.version.legalHead?.id,
      bodyHeadId: card.version.bodyHead?.id,
      approvingBodyIds: card.version.approvingBodies.map(({ id }) => id),
      internalTermDays: card.version.internalTermDays,
    };
    expectStatus(await author.patch(returned.path, { ...body, ...requisites }), 200);
    await returned.send();
    await returned.until('registration', 'finance');
    const { bytes } = await download(author, `${returned.path}/container`);
    const report = await reportOn({ container: bytes });
    expect(report.verdict).toBe('VALID');
    expect(report.signatures).toHaveLength(2);
    expect(report.files.map(({ name }) => name).filter((name) => name.startsWith('files/'))).toEqual([
      'files/01/Жоба 2.pdf',
    ]);
  });
});

describe('/verify, for anybody', () => {
  test('tells of a container: the verdict, each signature in words and codes, and who covers what', async () => {
    const report = await reportOn({ container: await exported() });
    expect({ kind: report.kind, verdict: report.verdict, code: report.code }).toEqual({
      kind: 'container',
      verdict: 'VALID',
      code: null,
    });
    const [visa, signature] = report.signatures;
    expect(visa?.statement?.step.kind).toBe('legal_visa');
    expect(signature?.signer?.bin).toBe(portal.knownAs('developer.head').bin);
    expect(signature?.checks.every(({ result }) => result === 'passed')).toBe(true);
    expect(JSON.stringify(report)).not.toContain(portal.knownAs('developer.head').iin);
  });

  test('tells what changed', async () => {
    const container = await exported();
    const at = container.indexOf(PDF);
    container.write('%PDF-1.8', at);
    const report = await reportOn({ container });
    // The archive's own sum is the first to tell, and each signature that covers the file tells too.
    expect(report).toMatchObject({
      verdict: 'INVALID',
      code: 'CONTAINER_DAMAGED',
      subject: 'files/01/Жоба.pdf',
    });
    expect(report.signatures.map(({ code, changed }) => ({ code, changed }))).toEqual(
      Array.from({ length: 2 }, () => ({ code: 'CONTENT_CHANGED', changed: ['files/01/Жоба.pdf'] })),
    );
  });

  test('tells of a file with its signature', async () => {
    const { signature } = (await author.card(act.id)).version.steps.find((step) => step.signature) ?? {};
    const path = `${act.path}/signatures/${signature?.id}`;
    const [manifest, cms] = await Promise.all(
      ['manifest', 'signature'].map(async (part) => (await download(author, `${path}/${part}`)).bytes),
    );
    const good = await reportOn({ content: manifest as Buffer, signature: cms as Buffer });
    expect({ kind: good.kind, verdict: good.verdict }).toEqual({ kind: 'file', verdict: 'VALID' });
    const other = await reportOn({ content: 'other', signature: cms as Buffer });
    expect({ verdict: other.verdict, code: other.code, changed: other.signatures[0]?.changed }).toEqual({
      verdict: 'INVALID',
      code: 'CONTENT_CHANGED',
      changed: ['content.bin'],
    });
    const none = await reportOn({ content: manifest as Buffer, signature: 'no signature' });
    expect(none.verdict).toBe('INVALID');
  });

  test.each([
    { what: 'nothing', files: {}, refusal: '400 FILE_MISSING' },
    { what: 'a signature alone', files: { signature: 'x' }, refusal: '400 FILE_MISSING' },
    {
      what: 'a container and a signature',
      files: { container: 'x', signature: 'x' },
      refusal: '400 FILE_MISSING',
    },
    { what: 'a field that nobody asked for', files: { file: 'x' }, refusal: '400 MALFORMED_REQUEST' },
  ] as { what: string; files: Record<string, string>; refusal: string }[])(
    '$what: $refusal',
    async ({ files, refusal }) => {
      expect(refusalOf(await verify(files))).toBe(refusal);
    },
  );

  test('what announces itself as too large is answered before it is sent', async () => {
    const headers = {
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': MAX_VERIFIED_BYTES * 2,
    };
    const sending = request(new URL('/api/verify', portal.url), { method: 'POST', headers });
    sending.flushHeaders();
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    expect(JSON.parse(await text(response))).toMatchObject({ params: { limit: MAX_VERIFIED_BYTES } });
    sending.destroy();
  });

  test('nothing of what was sent stays on the disk', async () => {
    await reportOn({ container: await exported() });
    expect(await readdir(join(portal.config.dataDir, 'verify'))).toEqual([]);
  });

  test('another site cannot send a form in the name of a visitor', async () => {
    const client = portal.stranger;
    client.headers['origin'] = 'https://elsewhere.example';
    expect(refusalOf(await verify({ container: 'x' }, client))).toBe('403 CSRF_REJECTED');
  });

  test('of many at once from one address most are asked to wait', async () => {
    const container = await exported();
    const answers = await Promise.all(Array.from({ length: 12 }, () => verify({ container })));
    const waiting = answers.filter(({ status }) => status === 429);
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await reportOn({ container })).verdict).toBe('VALID');
  });
});

describe('the card’s signatures, checked anew', () => {
  test('each is VALID while nothing changed', async () => {
    const report = parsed(signaturesReport, expectStatus(await author.get(`${act.path}/signatures`), 200));
    expect(report.signatures.map(({ verdict, code }) => ({ verdict, code }))).toEqual([
      { verdict: 'VALID', code: null },
      { verdict: 'VALID', code: null },
    ]);
  });

  test('a file that is another on the disk is told with every signature, and no container is made of it', async () => {
    const file = await author.upload('Өзгеретін.pdf', `${PDF}%changes\n%%EOF\n`);
    const changing = await Act.draft(portal, { fileIds: [file.id] });
    await changing.send();
    await changing.until('registration', 'finance');
    await writeFile(placeOf(file), `${PDF}%changed\n%%EOF\n`);
    const report = parsed(
      signaturesReport,
      expectStatus(await author.get(`${changing.path}/signatures`), 200),
    );
    const told = { verdict: 'INVALID', code: 'CONTENT_CHANGED', changed: ['files/01/Өзгеретін.pdf'] };
    expect(report.signatures).toEqual([expect.objectContaining(told), expect.objectContaining(told)]);
    expect(refusalOf(await author.get(`${changing.path}/container`))).toBe('409 FILE_CHANGED');
    await rm(placeOf(file));
    expect(refusalOf(await author.get(`${changing.path}/container`))).toBe('409 FILE_CHANGED');
  });

  test('a signature that is another in the database is told', async () => {
    const other = await Act.at(portal, 'registration', 'finance');
    await portal.database.dataSource.query(
      `UPDATE signing.signature SET cms = set_byte(cms, length(cms) - 1, get_byte(cms, length(cms) - 1) # 1)
       WHERE subject_id = $1`,
      [other.id],
    );
    const report = parsed(signaturesReport, expectStatus(await author.get(`${other.path}/signatures`), 200));
    expect(report.signatures.map(({ verdict }) => verdict)).toEqual(['INVALID', 'INVALID']);
  });
});

test('the code on the agreement sheet tells anybody of its signatures, and of nothing else', async () => {
  const agreed = await Act.draft(portal);
  await agreed.send();
  await agreed.toTheEnd();
  const worker = await portal.startWorker();
  try {
    const code = await eventually(async () => {
      const [row] = await portal.database.dataSource.query<{ code: string | null }[]>(
        'SELECT sheet_code AS code FROM agreements.act_version WHERE act_id = $1',
        [agreed.id],
      );
      if (!row?.code) throw new Error('no sheet yet');
      return row.code;
    });
    const told = parsed(
      publicSheet,
      expectStatus(await portal.stranger.get(`/api/agreements/sheets/${code}`), 200),
    );
    const card = await author.card(agreed.id);
    expect(told.number).toBe(card.version.number);
    expect(told.signatures).toHaveLength(4);
    expect(JSON.stringify(told)).not.toContain(card.title);
    for (const wrong of [code.toLowerCase().replace(/.$/, 'U'), '0000000000000000', 'x']) {
      expect(refusalOf(await portal.stranger.get(`/api/agreements/sheets/${wrong}`))).toBe('404 NOT_FOUND');
    }
  } finally {
    await worker.close();
  }
});

test('a container outlives the certificates of its signers: the portal knows when it accepted them', async () => {
  const clock = new FakeClock('2026-03-16T05:00:00.000Z');
  const old = await Portal.start(clock);
  try {
    const signed = await Act.at(old, 'registration', 'finance');
    const reader = await old.as(AUTHOR);
    const { headers } = reader.client;
    const response = await fetch(new URL(`${signed.path}/container`, old.url), { headers });
    const container = Buffer.from(await response.arrayBuffer());
    clock.advance({ days: 3000 });
    const form = new FormData();
    form.append('container', new Blob([container]), 'old.asice');
    const answer = await old.stranger.post('/api/verify', form);
    const report = parsed(verificationReport, expectStatus(answer, 200));
    expect({ verdict: report.verdict, code: report.code }).toEqual({ verdict: 'VALID', code: null });
    expect(report.signatures.map(({ signedAt }) => signedAt)).toEqual(
      Array.from({ length: 2 }, () => ({ at: '2026-03-16T05:00:00.000Z', clock: 'portal' })),
    );
  } finally {
    await old.close();
  }
});
