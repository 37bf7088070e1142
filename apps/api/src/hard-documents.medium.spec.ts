import { PDFDocument } from '@cantoo/pdf-lib';
import { CFB } from '@e965/xlsx';
import { type ActText, actTexts, comparisonLine, fileText } from '#contracts';
import { documentXml, docxOf, makeDocx, paragraphXml } from '#testing';
import { Act } from './testing/act.fixture.js';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

/** 500 pages of thirty lines. */
const LINES = Array.from(
  { length: 15_000 },
  (_, place) =>
    `${place + 1}. ${Array.from({ length: 10 }, (_, word) => `сөз${(place * 31 + word * word * 7) % 5_000}`).join(' ')}`,
);
const TRACKED = documentXml(
  `<w:p><w:r><w:t xml:space="preserve">1. Мерзім </w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>үш</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t>бес</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> күн.</w:t></w:r></w:p>`,
);

let portal: Portal;
let author: Person;

beforeAll(async () => {
  portal = await Portal.start();
  author = await portal.as('developer.specialist');
});

afterAll(() => portal?.close());

/** What an editor writes for a document with a password: [MS-OFFCRYPTO] 2.3.4. */
function locked(): Buffer {
  const container = CFB.utils.cfb_new();
  for (const stream of ['EncryptionInfo', 'EncryptedPackage']) {
    CFB.utils.cfb_add(container, `/${stream}`, Buffer.alloc(5_000, 1));
  }
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer);
}

async function pictures(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  return Buffer.from(await document.save());
}

function upload(name: string, bytes: Buffer) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return author.post('/api/files', form);
}

async function held(name: string, bytes: Buffer): Promise<string> {
  return (expectStatus(await upload(name, bytes), 201).json as { id: string }).id;
}

async function textsOf(act: Act): Promise<ActText[]> {
  const answer = expectStatus(await act.author.get(`${act.path}/texts`), 200);
  return parsed(actTexts, answer).versions[0]?.files ?? [];
}

describe('775:19 a file whose text can not be read', () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
    ['is broken', 'Бүлінген.docx', () => makeDocx('<a><b></a>'), 'damaged'],
    ['is a bomb', 'Бомба.docx', () => makeDocx(Buffer.alloc(64 * 1024 * 1024, ' ')), 'too_large'],
    ['is a PDF of pictures', 'Скан.pdf', pictures, 'pdf'],
  ])(
    '%s: its act goes its way with it, its place in the text is told to nobody, and why is said',
    async (_, name, make, reason) => {
      const fileId = await held(name, await make());
      const plainId = await held('Қағидалар.docx', docxOf('1. Мәтін.'));
      const act = await Act.draft(portal, { fileIds: [fileId, plainId] });
      const unreadable = { status: 422, json: { code: 'TEXT_UNREADABLE', params: { name, reason } } };
      expect(await author.get(`${act.path}/texts/${fileId}`)).toMatchObject(unreadable);
      for (const other of ['comparisons', 'sides']) {
        expect(await author.get(`${act.path}/${other}/${fileId}/${plainId}`)).toMatchObject(unreadable);
      }
      expect(await author.get(`${act.path}/comparisons/${plainId}/${fileId}/table/kk`)).toMatchObject(
        unreadable,
      );
      expect((await textsOf(act)).find(({ id }) => id === fileId)).toMatchObject({
        text: 'refused',
        refusal: reason,
      });
      await act.send();
      await act.until('outcome', 'finance');
      const step = await act.step('outcome', 'finance');
      const remark = { kind: 'substance', point: '1', text: 'Мерзім', proposal: 'Көрсету' };
      const tied = { ...remark, place: { fileId, anchor: '0.1~0123456789', excerpt: '' } };
      const before = await portal.fingerprint();
      const refused = await act.decide(step, undefined, { outcome: 'with_remarks', remarks: [tied] });
      expect(refusalOf(refused)).toBe('422 TEXT_UNREADABLE');
      expect(await portal.fingerprint()).toBe(before);
      expectStatus(await act.decide(step, undefined, { outcome: 'with_remarks', remarks: [remark] }), 200);
    },
  );

  test.each<[string, Buffer, Record<string, string>]>([
    ['is locked by a password', locked(), { reason: 'not_allowed', found: 'encrypted' }],
    [
      'has macros',
      makeDocx(documentXml(paragraphXml('а')), {
        members: [{ name: 'word/vbaProject.bin', content: 'macro' }],
      }),
      { reason: 'not_allowed', found: 'docm' },
    ],
    ['is cut off', docxOf('1. Мәтін.').subarray(0, 300), { reason: 'damaged', found: 'zip' }],
    ['is a program', Buffer.from('MZ\u0090\u0000'), { reason: 'not_allowed', found: 'exe' }],
  ])('%s: it is refused at the door, and told what it is', async (_, bytes, params) => {
    expect(await upload('Жоба.docx', bytes)).toMatchObject({
      status: 415,
      json: { code: 'FILE_FORMAT_REFUSED', params },
    });
  });
});

test('775:19 tracked changes are read as if all were accepted, and it is said that there are some', async () => {
  const fileId = await held('Түзетулер.docx', makeDocx(TRACKED));
  const act = await Act.draft(portal, { fileIds: [fileId] });
  const text = parsed(fileText, expectStatus(await author.get(`${act.path}/texts/${fileId}`), 200));
  expect(text.paragraphs.map((paragraph) => paragraph.text)).toEqual(['Мерзім бес күн.']);
  expect(text.notes).toMatchObject({ trackedChanges: 2 });
});

test('775:19 five hundred pages are read and compared', async () => {
  const old = await held('Ұзын.docx', docxOf(...LINES));
  const fresh = await held(
    'Ұзын 2.docx',
    docxOf(...LINES.map((line, place) => (place % 100 ? line : `${line} Тағы.`))),
  );
  const act = await Act.draft(portal, { fileIds: [old, fresh] });
  const text = parsed(fileText, expectStatus(await author.get(`${act.path}/texts/${old}`), 200));
  expect(text.paragraphs).toHaveLength(LINES.length);
  const answer = expectStatus(await author.get(`${act.path}/comparisons/${old}/${fresh}`), 200);
  const last = comparisonLine.parse(JSON.parse(answer.text.trim().split('\n').at(-1) ?? ''));
  expect(last).toMatchObject({ line: 'end', counts: { changed: 150, added: 0, removed: 0, moved: 0 } });
});
