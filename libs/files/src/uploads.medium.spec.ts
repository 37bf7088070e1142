import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type FileRef, fileRef, MAX_FILE_BYTES, type Problem } from '#contracts';
import { CONFIG, type Config, Sql } from '#kernel';
import { type Answer, eventually, type TestClient } from '#testing';
import { FileStore } from './file-store.js';
import { FilesPortal, type Uploader } from './files-portal.fixture.js';
import { JPEG, makeOffice, PDF, WORD_MAIN } from './format/samples.fixture.js';

let portal: FilesPortal;
let uploader: Uploader;
let client: TestClient;

beforeAll(async () => {
  portal = await FilesPortal.start();
  uploader = await portal.employee('n.aliaskarov');
  client = uploader.client;
});
afterAll(() => portal?.close());
beforeEach(() => portal.empty());

function formOf(content: Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  return form;
}

function upload(content: Buffer, name: string, as = client): Promise<Answer> {
  return as.post('/api/files', formOf(new Uint8Array(content), name));
}

const codeOf = (answer: Answer) => (answer.json as Problem).code;

/** A PDF of exactly `size` bytes. */
function pdfOf(size: number): Buffer {
  return Buffer.concat(
    [Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 15, 0x20), Buffer.from('\n%%EOF')],
    size,
  );
}

async function expectNothingLeft(): Promise<void> {
  expect(await portal.storedFiles()).toEqual([]);
  expect(await portal.rows()).toEqual([]);
}

/** A raw upload whose bytes the test sends one by one. */
function openUpload(headers: Record<string, string> = {}): {
  request: ClientRequest;
  answer: Promise<[IncomingMessage]>;
} {
  const request = httpRequest(`${portal.app.url}/api/files`, {
    method: 'POST',
    headers: { ...client.headers, 'content-type': 'multipart/form-data; boundary=b', ...headers },
  });
  request.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n');
  const answer = once(request, 'response') as Promise<[IncomingMessage]>;
  // An upload that the test breaks off has no answer.
  answer.catch(() => undefined);
  request.on('error', () => undefined);
  return { request, answer };
}

async function bodyOf(response: IncomingMessage): Promise<Problem> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Problem;
}

describe('a file is handed in (775:8-10)', () => {
  test('it is kept byte for byte under its Kazakh name, and belongs to who sent it', async () => {
    const content = makeOffice([WORD_MAIN]);
    const answer = await upload(content, 'Үкімет қаулысының жобасы.docx');
    expect(answer.status).toBe(201);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const ref = fileRef.parse(answer.json);
    expect(ref).toMatchObject({
      name: 'Үкімет қаулысының жобасы.docx',
      format: 'docx',
      size: content.length,
      sha256,
    });
    await portal.settled();
    expect(await portal.storedFiles()).toEqual([join(sha256.slice(0, 2), sha256.slice(2, 4), sha256)]);
    expect(await portal.rows()).toEqual([{ id: ref.id, uploadedBy: uploader.employeeId, attached: false }]);
  });

  test('the same bytes under another name are kept once', async () => {
    const first = (await upload(JPEG, 'скан.jpg')).json as FileRef;
    const second = (await upload(JPEG, 'скан-2.jpeg')).json as FileRef;
    expect(second.id).not.toBe(first.id);
    await portal.settled();
    expect(await portal.storedFiles()).toHaveLength(1);
    expect(await portal.rows()).toHaveLength(2);
  });

  test('60 MB are taken, one byte more is not (775:9)', async () => {
    expect((await upload(pdfOf(MAX_FILE_BYTES), 'үлкен.pdf')).status).toBe(201);
    await portal.empty();
    const answer = await upload(pdfOf(MAX_FILE_BYTES + 1), 'үлкен.pdf');
    expect(answer).toMatchObject({ status: 413 });
    expect(answer.json).toMatchObject({ code: 'FILE_TOO_LARGE', params: { limit: MAX_FILE_BYTES } });
    await expectNothingLeft();
  }, 30_000);

  test.each<[string, Buffer, string, number, string]>([
    ['an empty file', Buffer.alloc(0), 'a.pdf', 400, 'FILE_EMPTY'],
    ['a page that is called a PDF', Buffer.from('<html>'), 'a.pdf', 415, 'FILE_FORMAT_REFUSED'],
    ['a PDF that is called a program', PDF, 'бұйрық.pdf.exe', 415, 'FILE_FORMAT_REFUSED'],
    ['a name that reads backwards', PDF, 'бұйрық\u202Efdp.pdf', 400, 'FILE_NAME_INVALID'],
  ])('%s is refused, and nothing of it stays', async (_, content, name, status, code) => {
    const answer = await upload(content, name);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    await expectNothingLeft();
  });

  test.each<[string, FormData | string, string]>([
    ['a form without a file', new FormData(), 'FILE_MISSING'],
    ['no form at all', '{}', 'FILE_MISSING'],
    ['two files at once', twoFiles(), 'MALFORMED_REQUEST'],
  ])('%s is refused', async (_, body, code) => {
    const answer = await client.post('/api/files', body);
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    await expectNothingLeft();
  });

  function twoFiles(): FormData {
    const form = formOf(new Uint8Array(PDF), 'a.pdf');
    form.append('file', new Blob([new Uint8Array(PDF)]), 'b.pdf');
    return form;
  }

  test('a form that ends in the middle is refused, not a fault of the portal', async () => {
    const { request, answer } = openUpload();
    request.end('%PDF-1.7');
    const [response] = await answer;
    expect((await bodyOf(response)).code).toBe('MALFORMED_REQUEST');
    await expectNothingLeft();
  });
});

describe('who may hand in', () => {
  test('nobody more than he can need, until he has put it into a document or a day is over', async () => {
    await upload(PDF, 'a.pdf');
    const sql = portal.app.get(Sql);
    await sql.execute('UPDATE files.stored_file SET size = 2000000000');
    expect((await upload(PDF, 'b.pdf')).status).toBe(201);
    await sql.execute('UPDATE files.stored_file SET size = 2000000000');
    const refused = await upload(PDF, 'c.pdf');
    expect([refused.status, codeOf(refused)]).toEqual([429, 'TOO_MANY_UPLOADS']);
    const { client: other } = await portal.employee('g.malikova');
    expect((await upload(PDF, 'c.pdf', other)).status).toBe(201);
    await sql.execute('UPDATE files.stored_file SET attached_at = now()');
    expect((await upload(PDF, 'c.pdf')).status).toBe(201);
  });

  test('nobody without a session, nor from another site', async () => {
    expect(codeOf(await upload(PDF, 'a.pdf', portal.app.stranger))).toBe('UNAUTHENTICATED');
    const { 'x-csrf-token': _, ...cookieOnly } = client.headers;
    const forged = await fetch(`${portal.app.url}/api/files`, {
      method: 'POST',
      headers: cookieOnly,
      body: formOf(new Uint8Array(PDF), 'a.pdf'),
    });
    expect(await forged.json()).toMatchObject({ code: 'CSRF_REJECTED' });
    await expectNothingLeft();
  });
});

describe('an upload that comes to nothing', () => {
  test('the browser goes away: its part goes too', async () => {
    const { request } = openUpload();
    request.write(Buffer.alloc(1_000_000, '%PDF-'));
    await eventually(async () => expect(await portal.storedFiles()).toHaveLength(1));
    request.destroy();
    await eventually(async () => expect(await portal.storedFiles()).toHaveLength(0));
    await expectNothingLeft();
  });

  test('a file that is too long is refused while it is still being sent', async () => {
    const { request, answer } = openUpload();
    const megabyte = Buffer.alloc(1024 * 1024);
    for (let sent = 0; sent <= 60; sent += 1) if (!request.write(megabyte)) await once(request, 'drain');
    const [response] = await answer;
    expect(request.writableEnded).toBe(false);
    expect([response.statusCode, (await bodyOf(response)).code]).toEqual([413, 'FILE_TOO_LARGE']);
    request.end();
    await expectNothingLeft();
  }, 20_000);

  test('a length that cannot fit is refused before it is sent', async () => {
    const { request, answer } = openUpload({ 'content-length': String(MAX_FILE_BYTES * 2) });
    const [response] = await answer;
    expect((await bodyOf(response)).code).toBe('FILE_TOO_LARGE');
    request.destroy();
    await expectNothingLeft();
  });

  test('the disk is full: one clear refusal, and nothing stays', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const content = Readable.from(
      (async function* () {
        yield Buffer.alloc(100_000);
        throw full;
      })(),
    );
    await expect(portal.app.get(FileStore).receive(content)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    await expectNothingLeft();
  });

  test('a part is never seen under the name of a whole file', async () => {
    const { request } = openUpload();
    request.write(Buffer.alloc(300_000));
    await eventually(async () => expect(await portal.storedFiles()).toHaveLength(1));
    const root = join(portal.app.get<Config>(CONFIG).dataDir, 'files');
    expect(await readdir(root)).toEqual(['incoming']);
    request.destroy();
    await eventually(async () => expect(await portal.storedFiles()).toHaveLength(0));
  });
});
