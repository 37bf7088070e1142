import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { eventually, FakeClock, TestClient } from '#testing';
import type { Act } from './testing/act.fixture.js';
import {
  agree,
  agreedAct,
  bytesOf,
  LETTER,
  openOffice,
  passOn,
  sendLetter,
  signLetter,
  submissionOf,
  type Worker,
} from './testing/office.fixture.js';
import { expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';
import { xsdFaults } from './testing/xsd.fixture.js';

const run = promisify(execFile);
/** A Monday. */
const clock = new FakeClock('2026-03-16T05:00:00.000Z');

describe('775:22, 23 an agreed act on its way to the Prime Minister’s Office', () => {
  let portal: Portal;
  let worker: Worker;
  let act: Act;
  let folder: string;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    await openOffice(portal);
    worker = await portal.startWorker();
    folder = await mkdtemp(join(tmpdir(), 'kelisim-package-test-'));
  });

  afterAll(async () => {
    await worker?.close();
    await portal?.close();
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(() => clock.advance({ minutes: 1 }));

  const card = () => act.author.card(act.id);

  test('775:22 when all have agreed, the initiator is asked for the cover letter', async () => {
    act = await agreedAct(portal);
    expect(await act.turns()).toEqual({ 'developer.specialist': 'write_letter 2026-03-19' });
    expect((await card()).can).toMatchObject({ writeLetter: true, withdraw: true, deliver: false });
  });

  test('775:17.1 each body that agreed has a sheet of its own for the paper copy, under the code of the act’s sheet', async () => {
    const { reviews } = (await card()).version;
    expect(reviews.map(({ sheetReady }) => sheetReady)).toEqual([true, true]);
    const answer = await act.author.get(`${act.path}/reviews/${reviews[0]?.id}/sheet`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const foreign = await (await portal.as('outside.officer')).get(
      `${act.path}/reviews/${reviews[0]?.id}/sheet`,
    );
    expect(refusalOf(foreign)).toBe('404 NOT_FOUND');
    const codes = await portal.database.dataSource.query('SELECT sheet_code FROM agreements.act_version');
    expect(codes).toEqual([{ sheet_code: expect.stringMatching(/^[0-9A-Z]{16}$/) }]);
  });

  test('775:22 the letter begins as the body’s template has it, filled in; what he saves stays', async () => {
    const drafted = expectStatus(await act.author.get(`${act.path}/letter`), 200).json;
    expect(drafted).toMatchObject({
      revision: 0,
      subject: 'Ашық деректер тізбесін бекіту туралы (ҮҚ-26-1)',
      text: expect.stringContaining('1) finance'),
    });
    expectStatus(await act.author.send('PUT', `${act.path}/letter`, { ...LETTER, revision: 0 }), 204);
    expect((await act.author.get(`${act.path}/letter`)).json).toMatchObject({ revision: 1, ...LETTER });
    const colleague = await portal.as('developer.head');
    expect(refusalOf(await colleague.get(`${act.path}/letter`))).toBe('403 FORBIDDEN');
  });

  test('775:22 what was saved in another window meanwhile is not written over, nor sent unseen', async () => {
    const older = { ...LETTER, text: 'Ескі мәтін', revision: 0 };
    expect(refusalOf(await act.author.send('PUT', `${act.path}/letter`, older))).toBe('409 STALE');
    expect(refusalOf(await act.author.post(`${act.path}/letter/send`, older))).toBe('409 STALE');
    expect((await act.author.get(`${act.path}/letter`)).json).toMatchObject({ revision: 1, ...LETTER });
    const [one, other] = await Promise.all(
      ['Бірінші', 'Екінші'].map((text) =>
        act.author.send('PUT', `${act.path}/letter`, { ...LETTER, text, revision: 1 }),
      ),
    );
    expect([one?.status, other?.status].sort()).toEqual([204, 409]);
    expectStatus(await act.author.send('PUT', `${act.path}/letter`, { ...LETTER, revision: 2 }), 204);
  });

  test('775:22 sent, it is drawn and waits for the head; he may give it back, the initiator may recall it', async () => {
    await sendLetter(act);
    expect(await act.turns()).toEqual({ 'developer.head': 'sign_letter 2026-03-19' });
    await act.sendBack('letter_signature', 'developer', 'Лауазым атауы дұрыс емес');
    expect(await act.turns()).toEqual({ 'developer.specialist': 'write_letter 2026-03-19' });
    expect((await act.author.get(`${act.path}/letter`)).json).toMatchObject({
      returned: { reason: 'Лауазым атауы дұрыс емес' },
    });
    await sendLetter(act);
    const old = await act.step('letter_signature');
    expectStatus(await act.author.post(`${act.path}/letter/recall`), 200);
    expect(
      refusalOf(await (await portal.as('developer.head')).post(`/api/agreements/steps/${old.id}/prepare`)),
    ).toBe('409 ACT_RECALLED');
    await sendLetter(act);
  });

  test('775:22 the head signs letter and sheet, and by their hashes the files and every signature', async () => {
    const head = await portal.as('developer.head');
    const { id } = await act.step('letter_signature');
    const prepared = await head.prepare(id);
    const statement = JSON.parse(Buffer.from(prepared.statement, 'base64').toString('utf8'));
    expect(prepared.objects.map(({ name }) => name)).toEqual([
      'act.json',
      'Ілеспе хат ҮҚ-26-1.pdf',
      'Келісу парағы ҮҚ-26-1.pdf',
    ]);
    for (const { href, sha256 } of prepared.objects.slice(1)) {
      const bytes = await bytesOf(portal, head, href ?? '');
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    expect(statement.decision).toMatchObject({
      kind: 'letter_signature',
      subject: LETTER.subject,
      files: (await card()).version.files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    });
    // visa, head, two bodies
    expect(statement.decision.signatures).toHaveLength(4);
    expectStatus(await head.sendSignature(id, prepared, head.cmsOf(prepared)), 200);
  });

  test('775:22 the package is built, and the Office has the act', async () => {
    await eventually(async () => expect((await submissionOf(act)).state).toBe('arrived'), 20_000);
    expect(await act.turns()).toEqual({ 'outside.officer': 'register_in_office 2026-03-17' });
    const officer = await portal.as('outside.officer');
    const seen = await officer.card(act.id);
    expect(seen.version).toMatchObject({
      state: 'at_office',
      submission: { letter: LETTER, delivery: null },
    });
    const elsewhere = await (await portal.as('finance.officer')).card(act.id);
    expect(elsewhere.version.submission).toMatchObject({ state: 'arrived', letter: null, package: null });
    expect(refusalOf(await (await portal.as('finance.officer')).get(`${act.path}/package`))).toBe(
      '409 PACKAGE_NOT_READY',
    );
  });

  test('775:22 the package holds letter, sheet, files and signatures, and its manifests hold to their schemas', async () => {
    const officer = await portal.as('outside.officer');
    const bytes = await bytesOf(portal, officer, `${act.path}/package`);
    const { sha256, size } = (await submissionOf(act)).package ?? { sha256: '', size: 0 };
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([size, sha256]);
    await writeFile(join(folder, 'package.zip'), bytes);
    await run('unzip', ['-q', join(folder, 'package.zip'), '-d', join(folder, 'package')]);
    const read = (path: string) => readFile(join(folder, 'package', path));

    const manifest = JSON.parse((await read('manifest.json')).toString('utf8'));
    const schema = JSON.parse(await readFile('docs/edms/package-1.schema.json', 'utf8'));
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);

    const xml = await read('manifest.xml');
    expect(await xsdFaults(xml, 'docs/edms/package-1.xsd')).toBe('');
    const without = xml.toString('utf8').replace(/ sha256="[0-9a-f]{64}"/, '');
    expect(await xsdFaults(Buffer.from(without), 'docs/edms/package-1.xsd')).toContain('sha256');
    const hashesInXml = [...xml.toString('utf8').matchAll(/ sha256="([0-9a-f]{64})"/g)].map(
      ([, hash]) => hash,
    );
    const listed = [manifest.letter, manifest.sheet, ...manifest.files, ...manifest.containers];
    expect(hashesInXml).toEqual(listed.map((file: { sha256: string }) => file.sha256));

    for (const file of listed) {
      const content = await read(file.path);
      expect([file.path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([
        file.path,
        file.size,
        file.sha256,
      ]);
    }
    expect(manifest).toMatchObject({
      act: { number: 'ҮҚ-26-1', version: 0, language: 'kk' },
      developer: { bin: '000140000000' },
      addressee: { bin: '000140000003' },
      agreements: [{ outcome: 'agreed' }, { outcome: 'agreed' }],
    });
    expect(manifest.signatures.map(({ step }: { step: string }) => step)).toEqual([
      'legal_visa',
      'developer_signature',
      'body_signature',
      'body_signature',
      'letter_signature',
    ]);
    for (const { evidence } of manifest.signatures) for (const path of evidence) await read(path);
  });

  test.each(['act.asice', 'letter.asice'])('openssl alone checks the signatures of %s', async (container) => {
    const inside = join(folder, container.replace('.', '-'));
    await run('unzip', ['-q', join(folder, 'package', container), '-d', inside]);
    const { stdout } = await run('ls', [join(inside, 'META-INF')]);
    const signatures = stdout.split('\n').filter((name) => name.endsWith('.p7s'));
    expect(signatures).toHaveLength(container === 'act.asice' ? 4 : 1);
    for (const name of signatures) {
      const manifest = name.replace('signature-', 'ASiCManifest-').replace('.p7s', '.xml');
      const found = await run(
        'openssl',
        [
          ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', name, '-content', manifest],
          ...['-CAfile', 'trust.pem', '-crl_check_all', '-attime', String(clock.now().getTime() / 1000)],
          ...['-out', '/dev/null'],
        ],
        { cwd: join(inside, 'META-INF') },
      );
      expect(found.stderr).toContain('CAdES Verification successful');
    }
  });

  test('775:23 the Office registers it and passes it to a unit; what it holds as settled stays the developer’s to see', async () => {
    const step = await act.step('office_registration', 'outside');
    const stranger = await portal.as('finance.officer');
    const body = { term: { workingDays: 5 }, unitId: portal.known.unitId('outside', 'main') };
    expect(refusalOf(await stranger.post(`/api/agreements/steps/${step.id}/pass-on`, body))).toBe(
      '409 NOT_YOUR_TURN',
    );
    const officer = await portal.as('outside.officer');
    const foreign = { ...body, unitId: portal.known.unitId('finance', 'main') };
    expect(refusalOf(await officer.post(`/api/agreements/steps/${step.id}/pass-on`, foreign))).toBe(
      '422 UNIT_OF_OTHER_BODY',
    );
    await passOn(act);
    expect(await act.turns()).toEqual({ 'outside.unitHead': 'consider_in_office 2026-03-23' });
    expect(await submissionOf(act)).toMatchObject({ state: 'considered', incomingNumber: 'ПМК-77' });
  });

  test('775:23 returned with the reason, it becomes a new version under the same number, and all steps run again', async () => {
    await act.sendBack('office_consideration', 'outside', 'Қаржылық негіздеме жоқ');
    const returned = await card();
    expect(returned.version).toMatchObject({
      state: 'office_returned',
      submission: { state: 'returned', reason: 'Қаржылық негіздеме жоқ' },
    });
    expect((await act.turns('information'))['developer.specialist']).toContain('office_returned');
    expectStatus(await act.author.post(`${act.path}/versions`), 201);
    await act.send();
    await agree(act);
    const again = await card();
    expect(again.version).toMatchObject({ number: 'ҮҚ-26-1/1', state: 'agreed', submission: null });
    expect((await act.author.card(act.id, 0)).version.state).toBe('superseded');
    await sendLetter(act);
    await signLetter(act);
  });

  test('775:23 accepted, it is over: its initiator and the head are told, and it can go to the archive', async () => {
    await passOn(act);
    const step = await act.step('office_consideration', 'outside');
    const unitHead = await portal.as('outside.unitHead');
    expectStatus(await unitHead.post(`/api/agreements/steps/${step.id}/agree`, {}), 200);
    expect(await act.turns()).toEqual({});
    const told = await act.turns('information');
    expect(told['developer.specialist']).toContain('office_accepted');
    expect(told['developer.head']).toContain('office_accepted');
    expect((await card()).can).toMatchObject({ archive: true, withdraw: false, placeNewVersion: false });
    const deeds = (await act.history('developer.specialist')).map(({ action }) => action);
    expect(deeds).toEqual(
      expect.arrayContaining(['submission.sign', 'version.hand_in', 'version.office_accept']),
    );
  });

  test('the archive takes it after thirty working days: it leaves the list, and search still finds it', async () => {
    const listed = async (person: Pick<TestClient, 'get'>, query: string) => {
      const { items } = (await person.get(`/api/agreements?${query}`)).json as {
        items: { id: string; archived: boolean }[];
      };
      return items.filter(({ id }) => id === act.id);
    };
    expect(await listed(act.author, 'limit=100')).toHaveLength(1);
    expect(await listed(act.author, 'archived=true')).toEqual([]);
    clock.advance({ days: 50 });
    await eventually(async () => {
      const rows = await portal.database.dataSource.query(
        'SELECT FROM agreements.draft_act WHERE archived_at IS NOT NULL',
      );
      expect(rows).toHaveLength(1);
    }, 20_000);
    const author = await TestClient.signIn(portal.url, portal.knownAs('developer.specialist').login);
    expect(await listed(author, 'limit=100')).toEqual([]);
    expect(await listed(author, 'archived=true')).toMatchObject([{ archived: true }]);
    expect(await listed(author, `q=${encodeURIComponent('ашик дерек')}`)).toHaveLength(1);
    expect(refusalOf(await author.post(`${act.path}/archive`))).toBe('409 ACT_ARCHIVED');
  });
});
