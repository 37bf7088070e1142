import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FileFormat } from '#contracts';
import { makeZip } from '#testing';
import { detectFormat } from './detect-format.js';
import {
  contentTypes,
  EXE,
  JPEG,
  makeOffice,
  makeOle,
  PDF,
  PNG,
  RAR4,
  RAR5,
  RTF,
  SHEET_MAIN,
  TIFF_BE,
  TIFF_LE,
  WORD_MAIN,
} from './samples.fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'kelisim-format-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
function detect(content: Buffer): Promise<FileFormat> {
  count += 1;
  const path = join(folder, String(count));
  writeFileSync(path, content);
  return detectFormat(path);
}

const word = makeOffice([WORD_MAIN]);
const sheet = makeOffice([SHEET_MAIN]);
const macro = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const slides = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
const vba = { name: 'word/vbaProject.bin', content: 'macros' };

function macrosByEnding() {
  const macros = '<Default Note=">" Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>';
  return {
    name: '[Content_Types].xml',
    content: contentTypes(WORD_MAIN).replace('</Types>', `${macros}</Types>`),
  };
}

describe('formats that an attachment may have (775:10)', () => {
  test.each<[string, Buffer, FileFormat]>([
    ['a PDF', PDF, 'pdf'],
    ['a TIFF, little-endian', TIFF_LE, 'tiff'],
    ['a TIFF, big-endian', TIFF_BE, 'tiff'],
    ['a JPEG', JPEG, 'jpeg'],
    ['an RTF', RTF, 'rtf'],
    ['a DOC', makeOle(['WordDocument', '1Table', 'Data']), 'doc'],
    ['a DOC that embeds a workbook', makeOle(['WordDocument', 'ObjectPool/_1/Workbook']), 'doc'],
    ['an XLS', makeOle(['Workbook']), 'xls'],
    ['an XLS of the old kind', makeOle(['Book']), 'xls'],
    ['a PPT', makeOle(['PowerPoint Document', 'Current User']), 'ppt'],
    ['a DOCX', word, 'docx'],
    ['an XLSX', sheet, 'xlsx'],
    ['a RAR of version 4', RAR4, 'rar'],
    ['a RAR of version 5', RAR5, 'rar'],
    ['a ZIP', makeZip([{ name: 'қосымша.txt', content: 'мәтін' }]), 'zip'],
    ['a ZIP with a comment', makeZip([{ name: 'a.txt', content: 'a' }], 'мұрағат'), 'zip'],
  ])('%s is taken', async (_, content, format) => {
    expect(await detect(content)).toBe(format);
  });

  test('a DOCX whose program declares macros for an ending that none of its parts has', async () => {
    const declared = macrosByEnding();
    expect(await detect(makeZip([declared, { name: 'word/document.xml', content: '<document/>' }]))).toBe(
      'docx',
    );
    const used = makeZip([declared, { name: 'word/code.BIN', content: 'macros' }]);
    await expect(detect(used)).rejects.toMatchObject({ params: { reason: 'not_allowed', found: 'docm' } });
  });

  test('a DOC of 9 MB, whose sector table no longer fits the header', async () => {
    const content = makeOle(['Data', 'WordDocument'], 4_500_000);
    expect(content.length).toBeGreaterThan(109 * 128 * 512);
    expect(await detect(content)).toBe('doc');
  });
});

describe('everything else is refused by what it is, whatever its name says', () => {
  test.each<[string, Buffer, { reason: string; found: string }]>([
    ['a program', EXE, { reason: 'not_allowed', found: 'exe' }],
    ['a PNG', PNG, { reason: 'not_allowed', found: 'png' }],
    ['a page', Buffer.from('<!doctype html><p>'), { reason: 'not_allowed', found: 'unknown' }],
    ['a plain text', Buffer.from('бұйрық'), { reason: 'not_allowed', found: 'unknown' }],
    ['a PPTX', makeOffice([slides]), { reason: 'not_allowed', found: 'pptx' }],
    ['a DOCM', makeOffice([macro], [vba]), { reason: 'not_allowed', found: 'docm' }],
    [
      'a DOCM that says it is a DOCX',
      makeOffice([WORD_MAIN], [vba]),
      { reason: 'not_allowed', found: 'docm' },
    ],
    [
      'macros under another name',
      makeOffice([WORD_MAIN, 'application/vnd.ms-office.vba&#80;roject']),
      { reason: 'not_allowed', found: 'docm' },
    ],
    [
      'an XLSM that says it is an XLSX',
      makeOffice([SHEET_MAIN], [vba]),
      { reason: 'not_allowed', found: 'xlsm' },
    ],
    ['two documents in one', makeOffice([WORD_MAIN, SHEET_MAIN]), { reason: 'not_allowed', found: 'opc' }],
    [
      'an ODT',
      makeZip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true }]),
      { reason: 'not_allowed', found: 'odt' },
    ],
    [
      'a DOCX under a password',
      makeOle(['EncryptedPackage', 'EncryptionInfo']),
      { reason: 'not_allowed', found: 'encrypted' },
    ],
    ['a letter of Outlook', makeOle(['__properties_version1.0']), { reason: 'not_allowed', found: 'msg' }],
    ['an OLE container of something else', makeOle(['Contents']), { reason: 'not_allowed', found: 'ole' }],
    [
      'a workbook hidden in a storage',
      makeOle(['Contents', 'Inner/Workbook']),
      { reason: 'not_allowed', found: 'ole' },
    ],
    ['DOC and XLS in one', makeOle(['WordDocument', 'Workbook']), { reason: 'not_allowed', found: 'ole' }],
    [
      'a PDF behind a page',
      Buffer.concat([Buffer.from('<script>1</script>'), PDF]),
      { reason: 'not_allowed', found: 'unknown' },
    ],
    [
      'a PDF behind a byte order mark',
      Buffer.concat([Buffer.from('efbbbf', 'hex'), PDF]),
      { reason: 'not_allowed', found: 'pdf' },
    ],
    [
      'a PDF with an archive behind it',
      Buffer.concat([PDF, makeZip([{ name: 'x', content: Buffer.alloc(2000, 7), stored: true }])]),
      { reason: 'damaged', found: 'pdf' },
    ],
    ['a PDF cut short', PDF.subarray(0, 40), { reason: 'damaged', found: 'pdf' }],
    ['a ZIP cut short', word.subarray(0, word.length - 30), { reason: 'damaged', found: 'zip' }],
    [
      'a ZIP with something behind it',
      Buffer.concat([word, Buffer.from('<html>')]),
      { reason: 'damaged', found: 'zip' },
    ],
    [
      'an OLE container cut short',
      makeOle(['WordDocument']).subarray(0, 600),
      { reason: 'damaged', found: 'ole' },
    ],
  ])('%s', async (_, content, params) => {
    await expect(detect(content)).rejects.toMatchObject({ code: 'FILE_FORMAT_REFUSED', params });
  });

  test('content types that unpack to a gigabyte are not unpacked', async () => {
    const bomb = makeZip([{ name: '[Content_Types].xml', content: Buffer.alloc(64 * 1024 * 1024, ' ') }]);
    await expect(detect(bomb)).rejects.toMatchObject({ params: { reason: 'damaged', found: 'zip' } });
  });

  test('content types of a million brackets are read in one go', async () => {
    const brackets = makeZip([{ name: '[Content_Types].xml', content: '<"<\''.repeat(250_000) }]);
    const start = Date.now();
    await expect(detect(brackets)).rejects.toMatchObject({ params: { reason: 'not_allowed', found: 'opc' } });
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  test('an archive with two lists of content types is refused: programs differ in which one they read', async () => {
    const types = (main: string) => ({ name: '[Content_Types].xml', content: contentTypes(main) });
    const twice = makeZip([types(WORD_MAIN), types(macro)]);
    await expect(detect(twice)).rejects.toMatchObject({ params: { reason: 'damaged' } });
  });

  test('an OLE container whose sectors run in a ring is left, not followed for ever', async () => {
    const ring = makeOle(['WordDocument']);
    const first = ring.readUInt32LE(48);
    const table = (ring.readUInt32LE(76) + 1) * 512;
    ring.writeUInt32LE(first, table + first * 4);
    await expect(detect(ring)).rejects.toMatchObject({ params: { reason: 'damaged', found: 'ole' } });
  });

  test('an OLE container whose list of tables names itself is left at once', async () => {
    const ring = Buffer.concat([makeOle(['WordDocument']), Buffer.alloc(4 * 1024 * 1024)]);
    const sector = Math.floor(ring.length / 512) - 2;
    ring.writeUInt32LE(sector, 68);
    ring.writeUInt32LE(sector, (sector + 2) * 512 - 4);
    const start = Date.now();
    await expect(detect(ring)).rejects.toMatchObject({ params: { reason: 'damaged', found: 'ole' } });
    expect(Date.now() - start).toBeLessThan(1_000);
  });

  test.each([
    ['tiff', '49492a00'],
    ['jpeg', 'ffd8ffe0'],
    ['rtf', '7b5c72746631'],
    ['rar', '526172211a0700'],
  ])('the first bytes of a %s alone are no document', async (found, hex) => {
    await expect(detect(Buffer.from(hex, 'hex'))).rejects.toMatchObject({
      params: { reason: 'damaged', found },
    });
  });
});

const samples = resolve('../shared/samples');
const FORMAT_OF_SAMPLE: Record<string, FileFormat> = { jpg: 'jpeg', tif: 'tiff' };
const REFUSED_SAMPLES = new Set(['pptx', 'csv', 'md']);

if (existsSync(samples)) {
  test.each(readdirSync(samples))('the real document %s', async (name) => {
    const extension = name.split('.').at(-1) ?? '';
    const detected = detectFormat(join(samples, name));
    if (REFUSED_SAMPLES.has(extension)) {
      await expect(detected).rejects.toMatchObject({ code: 'FILE_FORMAT_REFUSED' });
    } else {
      expect(await detected).toBe(FORMAT_OF_SAMPLE[extension] ?? extension);
    }
  });
}
