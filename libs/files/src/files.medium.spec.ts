import { once } from 'node:events';
import { utimes, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { type CheckedFile, type Problem } from '#contracts';
import { type Actor, CONFIG, type Config, Housekeeping, newId, Tx } from '#kernel';
import type { TestClient } from '#testing';
import { Files } from './files.js';
import { FilesPortal, type Uploader } from './files-portal.fixture.js';
import { PDF } from './format/samples.fixture.js';

let portal: FilesPortal;
let files: Files;
let tx: Tx;
let employee: Uploader;
let client: TestClient;

beforeAll(async () => {
  portal = await FilesPortal.start();
  files = portal.app.get(Files);
  tx = portal.app.get(Tx);
  employee = await portal.employee('n.aliaskarov');
});
afterAll(() => portal?.close());
beforeEach(async () => {
  await portal.empty();
  client = await portal.app.signIn('n.aliaskarov');
});

async function upload(name: string, mark = name): Promise<CheckedFile> {
  const form = new FormData();
  form.set('file', new Blob([PDF, `%${mark}\n%%EOF\n`]), name);
  const { json } = await client.post('/api/files', form);
  await portal.settled();
  return json as CheckedFile;
}

/** Unlike fetch, it adds no header of its own that would forbid an answer without content. */
async function download(id: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const request = get(`${portal.app.url}/api/downloads/${id}`, {
    headers: { ...client.headers, ...headers },
  });
  const [response] = await once(request, 'response');
  return response as IncomingMessage;
}

const actor = () => ({ employeeId: employee.employeeId }) as Actor;
const stranger = () => ({ employeeId: newId() }) as Actor;

describe('a document takes its files', () => {
  test('in the order in which they were chosen, each of which the initiator uploaded', async () => {
    const [a, b] = [await upload('а.pdf'), await upload('ә.pdf')];
    const claimed = await tx.run(() => files.claim([b.id, a.id], actor(), []));
    expect(claimed.map(({ id }) => id)).toEqual([b.id, a.id]);
    expect((await portal.rows()).map((row) => row.attached)).toEqual([true, true]);
  });

  test("somebody else's file cannot be taken, unless the document holds it already", async () => {
    const file = await upload('а.pdf');
    const ghost = newId();
    await expect(tx.run(() => files.claim([file.id, ghost], stranger(), []))).rejects.toMatchObject({
      code: 'FILE_NOT_YOURS',
      params: { ids: [file.id, ghost] },
    });
    expect(await portal.rows()).toMatchObject([{ attached: false }]);
    const { check: _, ...ref } = file;
    expect(await tx.run(() => files.claim([file.id], stranger(), [file.id]))).toEqual([ref]);
  });
});

describe('a download', () => {
  test('keeps its Kazakh name and never runs in the page', async () => {
    const file = await upload('Үкімет қаулысы.pdf');
    const { status, headers, text: content } = await client.get(`/api/downloads/${file.id}`);
    expect(status).toBe(200);
    expect(Buffer.byteLength(content)).toBe(file.size);
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/,
    );
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('Үкімет қаулысы.pdf'));
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(file.size),
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${file.sha256}"`,
    });
  });

  test('is not sent again to who has it, and goes on from where it broke off', async () => {
    const file = await upload('а.pdf');
    const send = (headers: Record<string, string>) => download(file.id, headers);
    expect((await send({ 'if-none-match': `"${file.sha256}"` })).statusCode).toBe(304);
    const rest = await send({ range: 'bytes=5-' });
    expect([rest.statusCode, rest.headers['content-range']]).toEqual([
      206,
      `bytes 5-${file.size - 1}/${file.size}`,
    ]);
    expect((await text(rest)).startsWith('1.7')).toBe(true);
  });

  test('of a file that is not there is told so', async () => {
    const answer = await client.get(`/api/downloads/${newId()}`);
    expect((answer.json as Problem).code).toBe('NOT_FOUND');
  });
});

describe('a file that the portal makes', () => {
  test('is kept with its document', async () => {
    const ref = await tx.run(() =>
      files.storePortalFile({ name: 'Келісу парағы.pdf', format: 'pdf', content: PDF }),
    );
    const { ref: again, stream } = await files.read(ref.id);
    expect(again).toEqual(ref);
    expect(await buffer(stream)).toEqual(PDF);
    expect(await portal.rows()).toEqual([{ id: ref.id, uploadedBy: null, attached: true }]);
  });

  test('whose document was not written after all is cleared', async () => {
    const failing = tx.run(async () => {
      await files.storePortalFile({ name: 'Келісу парағы.pdf', format: 'pdf', content: PDF });
      throw new Error('the document was refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await portal.rows()).toEqual([]);
    await age('incoming');
    await portal.app.get(Housekeeping).run();
    expect(await portal.storedFiles()).toEqual([]);
  });
});

describe('a file that the portal made for nobody in the end', () => {
  test('is cleared as an upload is; one that somebody uploaded is not given up for him', async () => {
    const ref = await files.storePortalFile({ name: 'Пакет.zip', format: 'zip', content: PDF });
    const uploaded = await upload('Жоба.pdf', 'бір');
    await tx.run(() => files.claim([uploaded.id], actor(), []));
    await files.giveUp(ref.id);
    await files.giveUp(uploaded.id);
    portal.clock.advance({ days: 2 });
    await portal.app.get(Housekeeping).run();
    expect((await portal.rows()).map(({ id }) => id)).toEqual([uploaded.id]);
  });
});

describe('housekeeping', () => {
  test('an upload that no document took is cleared after a day; bytes that another needs stay', async () => {
    const [lost, kept] = [await upload('а.pdf', 'бір'), await upload('ә.pdf', 'бір')];
    const alone = await upload('б.pdf', 'екі');
    await tx.run(() => files.claim([kept.id], actor(), []));
    const housekeeping = portal.app.get(Housekeeping);

    portal.clock.advance({ hours: 23 });
    await housekeeping.run();
    expect(await portal.rows()).toHaveLength(3);

    portal.clock.advance({ hours: 2 });
    await housekeeping.run();
    expect((await portal.rows()).map((row) => row.id)).toEqual([kept.id]);
    expect(lost.sha256).toBe(kept.sha256);
    expect(alone.sha256).not.toBe(kept.sha256);
    expect((await portal.storedFiles()).filter((path) => path.includes(alone.sha256))).toEqual([]);
    expect(await buffer((await files.read(kept.id)).stream)).toHaveLength(kept.size);
  });

  test('what a program that died had laid down to put something together is cleared; else it is there until then', async () => {
    const [dead, alive] = [
      await files.layDown(Readable.from([PDF])),
      await files.layDown(Readable.from([PDF])),
    ];
    expect(await buffer(alive.open())).toEqual(await buffer(alive.open()));
    await alive.discard();
    expect(await portal.storedFiles()).toHaveLength(1);
    await age('incoming');
    await portal.app.get(Housekeeping).run();
    await expect(buffer(dead.open())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('the part of an upload that died with its process is cleared; one that is under way is not', async () => {
    const root = join(portal.app.get<Config>(CONFIG).dataDir, 'files');
    await upload('а.pdf');
    const [dead, alive] = [join(root, 'incoming', newId()), join(root, 'incoming', newId())];
    await writeFile(dead, 'half');
    await age('incoming');
    await writeFile(alive, 'half');
    const now = portal.clock.now();
    await utimes(alive, now, now);
    await portal.app.get(Housekeeping).run();
    const stored = await portal.storedFiles();
    expect(stored.filter((path) => path.startsWith('incoming'))).toEqual([
      join('incoming', alive.slice(-36)),
    ]);
    expect(stored).toHaveLength(2);
  });
});

/** Makes everything in a folder of the store look two hours old. */
async function age(folder: string): Promise<void> {
  const root = join(portal.app.get<Config>(CONFIG).dataDir, 'files');
  const past = new Date(portal.clock.now().getTime() - 2 * 3_600_000);
  for (const path of await portal.storedFiles()) {
    if (path.startsWith(folder)) await utimes(join(root, path), past, past);
  }
}
