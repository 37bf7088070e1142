import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Protocol } from '#contracts';
import { checkContainer, readTrust, verifySignature } from '#signing';
import { FakeClock } from '#testing';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import { drawUp, drawUpSigned, insistOn, moveProtocol, protocolsOf } from './testing/dispute.fixture.js';
import {
  agree,
  bytesOf,
  openOffice,
  passOn,
  sendLetter,
  signLetter,
  type Worker,
} from './testing/office.fixture.js';
import { cardOf, expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';
import { xsdFaults } from './testing/xsd.fixture.js';

const run = promisify(execFile);
/** A Monday. */
const clock = new FakeClock('2026-03-16T05:00:00.000Z');
const REASON = 'Келіспеушілік хаттамамен аяқталды';

interface PackedFile {
  path: string;
  name: string;
  size: number;
  sha256: string;
}

interface PackedProtocol {
  body: { bin: string };
  version: number;
  file: PackedFile;
  container: PackedFile;
  signatures: { id: string; body: { bin: string }; signedAt: string; evidence: string[] }[];
}

describe('775:21, 22 protocols of disagreement that both heads have signed', () => {
  let portal: Portal;
  let worker: Worker;
  let folder: string;
  let act: Act;
  /** With finance and with justice, as the developer is shown them. */
  let signed: Protocol[];
  let manifest: { unanswered: unknown; signatures: { id: string }[]; protocols: PackedProtocol[] };

  beforeAll(async () => {
    portal = await Portal.start(clock);
    await openOffice(portal);
    worker = await portal.startWorker();
    folder = await mkdtemp(join(tmpdir(), 'kelisim-protocols-test-'));
    act = await Act.draft(portal);
    act.outcomes.finance = REMARKS;
    act.outcomes.justice = REMARKS;
    await act.send();
    await act.toTheEnd();
    await insistOn(act);
  }, 60_000);

  afterAll(async () => {
    await worker?.close();
    await portal?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const read = (path: string) => readFile(join(folder, 'package', path));
  const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  test('775:21 one with each body that disagreed, signed by the heads of both; one more was given up', async () => {
    await drawUp(act);
    expectStatus(await moveProtocol(act, AUTHOR, 'drop'), 204);
    clock.advance({ minutes: 1 });
    await drawUpSigned(act);
    clock.advance({ minutes: 1 });
    await drawUpSigned(act, 'justice');
    const all = await protocolsOf(act, AUTHOR);
    expect(all.map(({ state }) => state).sort()).toEqual(['dropped', 'signed', 'signed']);
    const { finance, justice } = portal.known.bodyIds;
    signed = [finance, justice].flatMap((id) =>
      all.filter((one) => one.state === 'signed' && one.body.id === id),
    );
    expect(signed.map(({ version }) => version)).toEqual([0, 0]);
  });

  test('775:19, 22 in the next version one body is taken off with the reason, the other agrees; the letter names both protocols', async () => {
    expectStatus(await act.author.post(`${act.path}/versions`), 201);
    delete act.outcomes.justice;
    await act.send();
    await act.until('registration', 'finance');
    const body = { bodyId: portal.known.bodyIds.finance, reason: REASON };
    cardOf(await act.author.post(`${act.path}/bodies/withdraw`, body));
    await agree(act);
    const { text } = expectStatus(await act.author.get(`${act.path}/letter`), 200).json as { text: string };
    for (const [place, { file, body }] of signed.entries()) {
      expect(text).toContain(`${place + 2}) ${file?.name} (${body.name.kk})`);
    }
  });

  test('775:23 the Office is shown nothing of them until it has the act', async () => {
    const officer = await portal.as('outside.officer');
    expect(refusalOf(await officer.get(`${act.path}/protocols`))).toBe('404 NOT_FOUND');
    for (const kind of ['file', 'container']) {
      const answer = await officer.get(`/api/agreements/protocols/${signed[0]?.id}/${kind}`);
      expect(refusalOf(answer)).toBe('404 NOT_FOUND');
    }
  });

  test('775:22 go with the package, though they are attached to an earlier version; both manifests name them by their schemas', async () => {
    await sendLetter(act);
    await signLetter(act);
    const zip = join(folder, 'package.zip');
    await writeFile(zip, await bytesOf(portal, await portal.as('outside.officer'), `${act.path}/package`));
    await run('unzip', ['-q', zip, '-d', join(folder, 'package')]);
    manifest = JSON.parse((await read('manifest.json')).toString('utf8'));
    expect(manifest.unanswered).toMatchObject([{ silent: false, reason: REASON }]);
    expect(manifest.protocols).toMatchObject([
      { version: 0, body: { bin: '000140000001' }, container: { path: 'protocols/01/protocol.asice' } },
      { version: 0, body: { bin: '000140000002' }, container: { path: 'protocols/02/protocol.asice' } },
    ]);

    const validate = new Ajv2020({ allErrors: true }).compile(
      JSON.parse(await readFile('docs/edms/package-1.schema.json', 'utf8')),
    );
    expect([validate(manifest), validate.errors]).toEqual([true, null]);
    const half = manifest.protocols.map((one) => ({ ...one, signatures: one.signatures.slice(0, 1) }));
    expect(validate({ ...manifest, protocols: half })).toBe(false);
    expect(validate({ ...manifest, protocols: [] })).toBe(false);

    const xml = (await read('manifest.xml')).toString('utf8');
    expect(await xsdFaults(Buffer.from(xml), 'docs/edms/package-1.xsd')).toBe('');
    const [part = ''] = xml.match(/<protocols>.*<\/protocols>/s) ?? [];
    for (const { file, container, signatures } of manifest.protocols) {
      for (const { path, sha256 } of [file, container]) {
        expect(part).toMatch(new RegExp(`path="${path}" .* sha256="${sha256}"/>`));
      }
      for (const { id, signedAt } of signatures) {
        expect(part).toContain(`<signature id="${id}" signedAt="${signedAt}" `);
      }
    }
    const unsigned = xml.replace(/ {6}<signature .*?<\/signature>\n/s, '');
    expect(await xsdFaults(Buffer.from(unsigned), 'docs/edms/package-1.xsd')).toContain('signature');
  });

  test('775:21 each lies in it byte for byte as the heads signed it, with what was kept with both signatures', async () => {
    for (const [place, protocol] of manifest.protocols.entries()) {
      const { file, signatures } = signed[place] ?? {};
      expect(protocol.file).toMatchObject({ name: file?.name, size: file?.size, sha256: file?.sha256 });
      for (const { path, size, sha256 } of [protocol.file, protocol.container]) {
        const bytes = await read(path);
        expect([path, bytes.length, digestOf(bytes)]).toEqual([path, size, sha256]);
      }
      // In order of signing: the body's head was first.
      expect(protocol.signatures.map(({ id, body }) => [id, body.bin])).toEqual([
        [signatures?.body?.signature.id, protocol.body.bin],
        [signatures?.developer?.signature.id, '000140000000'],
      ]);
      for (const { id, evidence } of protocol.signatures) {
        expect(evidence).toEqual(
          expect.arrayContaining(
            ['signature.p7s', 'manifest.xml', 'statement.json', 'certificate-1.cer'].map(
              (name) => `evidence/${id}/${name}`,
            ),
          ),
        );
        for (const path of evidence) expect((await read(path)).length).toBeGreaterThan(0);
      }
    }
    const ofSteps = new Set(manifest.signatures.map(({ id }) => id));
    const ofProtocols = manifest.protocols.flatMap(({ signatures }) => signatures.map(({ id }) => id));
    expect(ofProtocols.filter((id) => ofSteps.has(id))).toEqual([]);
  });

  test.each([0, 1])('openssl alone checks both signatures of the container of protocol %i', async (place) => {
    const { container, file } = manifest.protocols[place] ?? {};
    const inside = join(folder, `protocol-${place}`);
    await run('unzip', ['-q', join(folder, 'package', container?.path ?? ''), '-d', inside]);
    const metadata = join(inside, 'META-INF');
    const names = (await readdir(metadata)).filter((name) => name.endsWith('.p7s'));
    expect(names).toHaveLength(2);
    for (const name of names) {
      const covered = name.replace('signature-', 'ASiCManifest-').replace('.p7s', '.xml');
      const { stderr } = await run(
        'openssl',
        [
          ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', name, '-content', covered],
          ...['-CAfile', 'trust.pem', '-crl_check_all', '-attime', String(clock.now().getTime() / 1000)],
          ...['-out', '/dev/null'],
        ],
        { cwd: metadata },
      );
      expect(stderr).toContain('CAdES Verification successful');
      const digest = Buffer.from(file?.sha256 ?? '', 'hex').toString('base64');
      expect(await readFile(join(metadata, covered), 'utf8')).toContain(digest);
    }
  });

  test.each([0, 1])('the portal’s own check calls the container of protocol %i valid', async (place) => {
    const { roots, intermediates, crls } = portal.config.trust;
    const trust = await readTrust({
      rootsFile: roots,
      intermediatesFile: intermediates,
      crlPaths: [crls],
      refuseTestRoots: false,
    });
    const path = join(folder, 'package', manifest.protocols[place]?.container.path ?? '');
    const report = await checkContainer(path, (signature, content) =>
      verifySignature({ signature, content, at: clock.now(), origin: 'key-file' }, trust),
    );
    expect({ verdict: report.verdict, code: report.code }).toEqual({ verdict: 'VALID', code: null });
    expect(report.signatures.map(({ statement }) => statement?.step.kind)).toEqual([
      'disagreement_protocol',
      'disagreement_protocol',
    ]);
  });

  test('775:23 whoever considers the act in the Office reads them on the card: the signed ones alone', async () => {
    await passOn(act);
    for (const name of ['outside.officer', 'outside.unitHead'] as const) {
      const shown = await protocolsOf(act, name);
      expect(shown.map(({ id }) => id).sort()).toEqual(signed.map(({ id }) => id).sort());
      const nothing = {
        write: false,
        pass: false,
        fix: false,
        drop: false,
        meet: false,
        sign: false,
        reopen: false,
      };
      for (const { can } of shown) expect(can).toEqual(nothing);
    }
    const unitHead = await portal.as('outside.unitHead');
    const path = `/api/agreements/protocols/${signed[0]?.id}`;
    const packed = manifest.protocols[0];
    expect(digestOf(await bytesOf(portal, unitHead, `${path}/file`))).toBe(packed?.file.sha256);
    expect(digestOf(await bytesOf(portal, unitHead, `${path}/container`))).toBe(packed?.container.sha256);
    expect(refusalOf(await unitHead.post(`${path}/prepare`))).toBe('404 NOT_FOUND');
    const deeds = (await act.history('outside.unitHead')).map(({ action }) => action);
    expect(deeds.filter((deed) => deed === 'protocol.sign')).toHaveLength(4);
  });
});
