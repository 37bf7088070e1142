import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { INestApplicationContext } from '@nestjs/common';
import { type CheckedFile, checkedFile, type FileCheck } from '#contracts';
import { Audit, dayOf, Housekeeping, newId } from '#kernel';
import {
  CLAMD_MOST_BYTES,
  EICAR,
  eventually,
  FakeClock,
  startTestClamd,
  TEST_VIRUS,
  type TestClamd,
} from '#testing';
import { Act, completeCard } from './testing/act.fixture.js';
import { expectStatus, PDF, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const INFECTED_PDF = `%PDF-1.7\n${TEST_VIRUS}\n%%EOF\n`;
/** How often the portal asks a scanner that is away, seconds. */
const AGAIN_S = 20;
/** A machine of two cores that does everything at once is slow at times. */
const PATIENCE_MS = 30_000;

/** A ZIP archive of one stored member (APPNOTE 4.3). */
function zipOf(name: string, content: string): Buffer {
  const [nameBytes, bytes] = [Buffer.from(name), Buffer.from(content)];
  const sizes = Buffer.alloc(14);
  sizes.writeUInt32LE(crc32(bytes), 0);
  sizes.writeUInt32LE(bytes.length, 4);
  sizes.writeUInt32LE(bytes.length, 8);
  sizes.writeUInt16LE(nameBytes.length, 12);
  const local = Buffer.concat([
    Buffer.from('504b030414000000000000000000', 'hex'),
    sizes,
    Buffer.alloc(2),
    nameBytes,
  ]);
  const entry = Buffer.concat([
    Buffer.from('504b0102140014000000000000000000', 'hex'),
    sizes,
    Buffer.alloc(16),
    nameBytes,
  ]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length + bytes.length, 16);
  return Buffer.concat([local, bytes, entry, end]);
}

describe('where a scanner for viruses is set', () => {
  const clock = new FakeClock();
  let clamd: TestClamd;
  let portal: Portal;
  let worker: INestApplicationContext;
  let sender: Person;

  beforeAll(async () => {
    clamd = await startTestClamd();
    portal = await Portal.start(clock, { CLAMD_URL: clamd.tcpUrl });
    worker = await portal.startWorker();
    sender = await portal.as('developer.specialist');
  });

  afterAll(async () => {
    await worker?.close();
    await portal?.close();
    await clamd?.close();
  });

  const fileOf = async (id: string, person = sender): Promise<CheckedFile> =>
    parsed(checkedFile, expectStatus(await person.get(`/api/files/${id}`), 200));

  const checked = (id: string, check: FileCheck) =>
    eventually(async () => expect(await fileOf(id)).toMatchObject({ check }), PATIENCE_MS);

  async function uploadOf(content: string | Buffer, name: string, check: FileCheck): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
    const { id } = parsed(checkedFile, expectStatus(await sender.post('/api/files', form), 201));
    await checked(id, check);
    return id;
  }

  const stored = async (folder: string) =>
    (await readdir(join(portal.config.dataDir, folder), { recursive: true }).catch(() => [])).filter((path) =>
      /[0-9a-f]{64}$/.test(path),
    );

  async function withoutClamd(work: () => Promise<void>): Promise<void> {
    await clamd.stop();
    try {
      await work();
    } finally {
      await clamd.start();
    }
  }

  test('a file is being checked when it has come, and passes soon', async () => {
    const form = new FormData();
    form.append('file', new Blob([PDF]), 'Жоба.pdf');
    const sent = parsed(checkedFile, expectStatus(await sender.post('/api/files', form), 201));
    expect(sent.check).toBe('waiting');
    await checked(sent.id, 'passed');
    expect(refusalOf(await (await portal.as('developer.colleague')).get(`/api/files/${sent.id}`))).toBe(
      '404 NOT_FOUND',
    );
  });

  test('EICAR is found inside an archive and kept aside', async () => {
    const before = (await stored('quarantine')).length;
    const id = await uploadOf(zipOf('eicar.com', EICAR), 'Қосымша.zip', 'infected');
    const { sha256 } = await fileOf(id);
    expect(await stored('files')).not.toContainEqual(expect.stringContaining(sha256));
    expect(await stored('quarantine')).toHaveLength(before + 1);
    expect(refusalOf(await sender.post('/api/agreements', cardWith(id)))).toBe('409 FILE_INFECTED');
  });

  test('what is found in a file holds for every file with the same bytes, earlier and later', async () => {
    const first = await uploadOf(`%PDF-1.7\n${TEST_VIRUS} twice\n%%EOF\n`, 'Бірінші.pdf', 'infected');
    const [{ count }] = await portal.database.dataSource.query(
      `WITH changed AS (UPDATE files.stored_file SET state = 'clean' WHERE id = $1 RETURNING 1)
       SELECT count(*)::int AS count FROM changed`,
      [first],
    );
    expect(count).toBe(1);
    await uploadOf(`%PDF-1.7\n${TEST_VIRUS} twice\n%%EOF\n`, 'Екінші.pdf', 'infected');
    expect(await fileOf(first)).toMatchObject({ check: 'infected' });
  });

  test('more than the scanner takes does not pass, and says why', async () => {
    const large = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.alloc(CLAMD_MOST_BYTES),
      Buffer.from('%%EOF\n'),
    ]);
    const id = await uploadOf(large, 'Үлкен.pdf', 'unscannable');
    expect(refusalOf(await sender.post('/api/agreements', cardWith(id)))).toBe('409 FILE_UNSCANNABLE');
  });

  test('while the scanner is away files wait and nobody opens, sends or signs them; then they pass', async () => {
    const act = await Act.draft(portal);
    const held = (await act.author.card(act.id)).version.files[0]?.id ?? '';
    await checked(held, 'passed');
    await act.send();
    await act.until('legal_visa');
    const step = await act.step('legal_visa');
    const lawyer = await portal.as('developer.legalHead');
    await withoutClamd(async () => {
      const fileIds = [(await sender.upload('Күтеді.pdf', `${PDF}%later`)).id];
      const waiting = await Act.draft(portal, { fileIds });
      const path = `${waiting.path}/files/${fileIds[0]}`;
      expect(refusalOf(await waiting.author.get(path))).toBe('409 FILE_BEING_CHECKED');
      expect(refusalOf(await waiting.trySend())).toBe('409 FILE_BEING_CHECKED');
      // A file of an act that is on its way already has to be looked at anew.
      await portal.database.dataSource.query("UPDATE files.stored_file SET state = 'waiting' WHERE id = $1", [
        held,
      ]);
      expect(refusalOf(await lawyer.post(`/api/agreements/steps/${step.id}/prepare`))).toBe(
        '409 FILE_BEING_CHECKED',
      );
      await portal.database.dataSource.query("UPDATE files.stored_file SET state = 'clean' WHERE id = $1", [
        held,
      ]);
      await sentAgain(fileIds[0] ?? '');
      expect((await waiting.author.card(waiting.id)).version.files[0]?.check).toBe('waiting');
    });
    clock.advance({ seconds: AGAIN_S });
    await eventually(async () => expect(await waitingFiles()).toBe(0), PATIENCE_MS);
    expectStatus(await lawyer.sign(step.id), 200);
  });

  test('whoever sent an infected file finds it in his inbox, on the card and in the record', async () => {
    const fileIds: string[] = [];
    let act: Act | undefined;
    await withoutClamd(async () => {
      fileIds.push((await sender.upload('Ауру.pdf', INFECTED_PDF)).id);
      act = await Act.draft(portal, { fileIds });
      await sentAgain(fileIds[0] ?? '');
    });
    if (!act) throw new Error('There is no act.');
    const { id, path, author } = act;
    clock.advance({ seconds: AGAIN_S });
    await eventually(async () => {
      const [file] = (await author.card(id)).version.files;
      expect(file?.check).toBe('infected');
    }, PATIENCE_MS);
    await eventually(
      async () =>
        expect(await act?.turns('information')).toEqual({ 'developer.specialist': 'file_infected' }),
      PATIENCE_MS,
    );
    expect(refusalOf(await author.get(`${path}/files/${fileIds[0]}`))).toBe('409 FILE_INFECTED');
    expect(refusalOf(await act.trySend())).toBe('409 FILE_INFECTED');
    expect((await act.history('developer.specialist')).at(-1)).toMatchObject({
      action: 'file.infected',
      details: { file: 'Ауру.pdf' },
    });
    expect(await portal.app.get(Audit).verify(fileIds[0])).toEqual({ entries: 2 });
  });

  test('the initiator is told of an infected file that somebody placed in his stead', async () => {
    const act = await Act.draft(portal);
    const standIn = await portal.as('developer.colleague');
    const today = dayOf(clock.now());
    const wish = { id: newId(), standInId: standIn.id, rooms: null, from: today, to: today, reason: 'trip' };
    expectStatus(await act.author.post('/api/delegations', wish), 201);
    await withoutClamd(async () => {
      const fileIds = [(await standIn.upload('Орнына.pdf', `${INFECTED_PDF}stead`)).id];
      const { revision } = await standIn.card(act.id);
      const edit = { language: 'kk', title: 'Орнына', officialUse: false, fileIds, revision };
      expectStatus(await standIn.patch(act.path, edit), 200);
      await sentAgain(fileIds[0] ?? '');
    });
    clock.advance({ seconds: AGAIN_S });
    await eventually(
      async () => expect(await act.turns('information')).toEqual({ 'developer.specialist': 'file_infected' }),
      PATIENCE_MS,
    );
    expectStatus(await act.author.post(`/api/delegations/${wish.id}/end`), 200);
  });

  test('whoever watches over the portal is told when files wait long', async () => {
    await withoutClamd(async () => {
      const { id } = await sender.upload('Ұзақ.pdf', `${PDF}%long`);
      expect((await portal.stranger.get('/api/health')).json).toEqual({ status: 'ready', troubles: [] });
      clock.advance({ minutes: 16 });
      expect((await portal.stranger.get('/api/health')).json).toEqual({
        status: 'ready',
        troubles: ['FILES_WAIT_FOR_SCANNER'],
      });
      await sentAgain(id);
    });
    clock.advance({ seconds: AGAIN_S });
    await eventually(async () => expect(await waitingFiles()).toBe(0), PATIENCE_MS);
    expect((await portal.stranger.get('/api/health')).json).toEqual({ status: 'ready', troubles: [] });
  });

  test('files that came before the scanner was set are scanned by and by', async () => {
    const clean = await uploadOf(`${PDF}%old`, 'Ескі.pdf', 'passed');
    const ill = await uploadOf(`%PDF-1.7\n${TEST_VIRUS} old\n%%EOF\n`, 'Ескі ауру.pdf', 'infected');
    await portal.database.dataSource.query(
      "UPDATE files.stored_file SET state = 'unscanned' WHERE id = ANY($1)",
      [[clean, ill]],
    );
    expect((await fileOf(clean)).check).toBe('waiting');
    await worker.get(Housekeeping).run();
    await checked(clean, 'passed');
    await checked(ill, 'infected');
  });

  const cardWith = (fileId: string) => ({ ...completeCard(portal), id: newId(), fileIds: [fileId] });

  /** The worker has asked in vain, and will ask again. */
  const sentAgain = (id: string) =>
    eventually(async () => {
      const jobs = await portal.database.dataSource.query(
        `SELECT done_at IS NOT NULL AS done FROM kernel.outbox
         WHERE topic = 'file_scan.ask' AND payload ->> 'id' = $1 ORDER BY id`,
        [id],
      );
      expect(jobs).toEqual([{ done: true }, { done: false }]);
    }, PATIENCE_MS);

  async function waitingFiles(): Promise<number> {
    const rows = await portal.database.dataSource.query(
      "SELECT FROM files.stored_file WHERE state = 'waiting'",
    );
    return rows.length;
  }

  test('a file whose bytes are gone is not asked about for ever: nobody opens it, and its sender is told', async () => {
    let id = '';
    await withoutClamd(async () => {
      const sent = await sender.upload('Жоғалған.pdf', `${PDF}%lost`);
      ({ id } = sent);
      await sentAgain(id);
      const found = await stored('.');
      const lost = found.filter((path) => path.endsWith(sent.sha256));
      expect(lost).toHaveLength(1);
      for (const path of lost) await rm(join(portal.config.dataDir, path));
    });
    await eventually(async () => {
      clock.advance({ hours: 1 });
      const [file] = await portal.database.dataSource.query<{ state: string }[]>(
        'SELECT state FROM files.stored_file WHERE id = $1',
        [id],
      );
      expect(file?.state).toBe('unscannable');
    }, PATIENCE_MS);
  });
});
