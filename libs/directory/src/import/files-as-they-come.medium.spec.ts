import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import { CONFIG, type Config } from '#kernel';
import { makeZip } from '#testing';
import { codeIn, HEADINGS, ImportPortal, iinOf, person, sheet, viewIn } from './import-portal.fixture.js';
import { writeXlsx } from './sheet/workbook.fixture.js';

/** Of one born in 2001: begins with a zero, which spreadsheets take away. */
const EARLY = iinOf('01020300001');
const csv = (text: string): Buffer => Buffer.from(text);

let portal: ImportPortal;

beforeAll(async () => {
  portal = await ImportPortal.start();
}, 60_000);
afterAll(() => portal?.close());

describe('files as they come', () => {
  test.each<[string, () => Buffer]>([
    [
      'CSV of UTF-8 with a mark and semicolons',
      () => csv(`\uFEFF${HEADINGS.join(';')}\r\n${person(EARLY).join(';')}\r\n`),
    ],
    ['CSV with commas', () => csv(`${HEADINGS.join(',')}\n${person(EARLY).join(',')}`)],
    [
      'CSV with tabs in UTF-16',
      () => Buffer.from(`\uFEFF${HEADINGS.join('\t')}\n${person(EARLY).join('\t')}`, 'utf16le'),
    ],
    ['titles above the headings', () => writeXlsx([['Штат'], [], HEADINGS, person(EARLY)])],
    [
      'an IIN that is a number, without its zero',
      () => {
        const page = xlsx.utils.aoa_to_sheet([HEADINGS, [Number(EARLY), ...person(EARLY).slice(1)]]);
        return xlsx.write(xlsx.utils.book_new(page), { type: 'buffer', bookType: 'xlsx' });
      },
    ],
  ])('%s', async (_, bytes) => {
    const view = await portal.checked(bytes(), { name: 'staff.csv' });
    expect(view.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 0 });
    expect((await portal.rowsOf(view, 'new'))[0]).toMatchObject({ key: EARLY, name: 'Әлиев Болат' });
  });

  test('signs that no text holds are passed over', async () => {
    const text = [
      HEADINGS.join(';').replace('Тегі', '\0Тегі'),
      person(EARLY, 'Әли\0ев\uD800').join(';'),
    ].join('\n');
    const view = await portal.checked(Buffer.from(`\uFEFF${text}`, 'utf16le'), { name: 'staff.csv' });
    expect(view.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 0 });
  });

  test('windows-1251, as older programs write Russian', async () => {
    const russian = 'ИИН;Фамилия;Имя';
    const bytes = Buffer.from(
      [...russian, '\n', ...EARLY, ';x;y']
        .join('')
        .split('')
        .map((sign) => {
          const code = sign.charCodeAt(0);
          return code < 128 ? code : code - 0x410 + 0xc0;
        }),
    );
    expect(viewIn(await portal.bring(bytes)).mapping).toEqual(['iin', 'surname', 'givenName']);
  });

  test('joined cells stand in all their rows', async () => {
    const page = xlsx.utils.aoa_to_sheet([
      HEADINGS,
      person(portal.newIin()),
      person(portal.newIin(), 'Бекова', '1', ''),
    ]);
    page['!merges'] = [{ s: { r: 1, c: 3 }, e: { r: 2, c: 3 } }];
    const bytes = xlsx.write(xlsx.utils.book_new(page), { type: 'buffer', bookType: 'xlsx' });
    expect((await portal.checked(bytes)).counts).toMatchObject({ new: 2, wrong: 0 });
  });

  test('what a formula came to counts, the formula never', async () => {
    const page = xlsx.utils.aoa_to_sheet([HEADINGS, person(portal.newIin())]);
    page['H2'] = { t: 's', v: '33', f: 'HYPERLINK("http://evil.example","33")' };
    const bytes = xlsx.write(xlsx.utils.book_new(page), { type: 'buffer', bookType: 'xlsx' });
    expect(viewIn(await portal.bring(bytes)).sample[0]?.[7]).toBe('33');
  });

  test.each([
    ['that name a file', '<!ENTITY x SYSTEM "file:///etc/hostname">'],
    [
      'that grow a thousandfold each',
      [...Array(11).keys()].map((at) => `<!ENTITY x${at || ''} "${`&x${at + 1};`.repeat(1000)}">`).join(''),
    ],
  ])('entities %s stay what they are', async (_, entities) => {
    const own = 'http://schemas.openxmlformats.org';
    const part = (name: string, xml: string) => ({ name, content: `<?xml version="1.0"?>${xml}` });
    const bytes = makeZip([
      part(
        '[Content_Types].xml',
        `<Types xmlns="${own}/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
      ),
      part(
        '_rels/.rels',
        `<Relationships xmlns="${own}/package/2006/relationships"><Relationship Id="a" Type="${own}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      part(
        'xl/workbook.xml',
        `<workbook xmlns="${own}/spreadsheetml/2006/main" xmlns:r="${own}/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${own}/package/2006/relationships"><Relationship Id="a" Type="${own}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      part(
        'xl/worksheets/sheet1.xml',
        `<!DOCTYPE worksheet [${entities}]><worksheet xmlns="${own}/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>ЖСН</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>[&x;]</t></is></c></row></sheetData></worksheet>`,
      ),
    ]);
    expect(viewIn(await portal.bring(bytes)).sample).toEqual([['[&x;]']]);
  });

  test('columns told by hand are remembered', async () => {
    const headings = ['Нөмір', 'Кім'];
    const read = viewIn(await portal.bring(sheet([[portal.newIin(), 'x']], headings)));
    expect(read.mapping).toEqual([null, null]);
    const path = `/api/directory/imports/${read.id}/preview`;
    const refused = await portal.coordinator.post(path, { mapping: [null, 'surname'] });
    expect(refused.json).toMatchObject({ code: 'IMPORT_COLUMNS_WRONG', params: { column: 'iin' } });
    const twice = await portal.coordinator.post(path, { mapping: ['iin', 'iin'] });
    expect(twice.json).toMatchObject({ code: 'IMPORT_COLUMNS_WRONG', params: { column: 'iin' } });
    expect(codeIn(await portal.coordinator.post(path, { mapping: ['iin', 'bin'] }))).toBe(
      'IMPORT_COLUMNS_WRONG',
    );
    expect((await portal.coordinator.post(path, { mapping: ['iin', 'surname'] })).status).toBe(200);
    expect(viewIn(await portal.bring(sheet([[portal.newIin(), 'x']], headings))).mapping).toEqual([
      'iin',
      'surname',
    ]);
  });

  test('a column that is left out stays left out in the next file, until it is told again', async () => {
    const headings = ['ЖСН', 'Тегі', 'Кабинет №', 'Пікір'];
    const bring = async () => viewIn(await portal.bring(sheet([[portal.newIin(), 'x', '1', 'y']], headings)));
    const tell = async (mapping: unknown[]) => {
      const path = `/api/directory/imports/${(await bring()).id}/preview`;
      expect((await portal.coordinator.post(path, { mapping })).status).toBe(200);
    };
    expect((await bring()).mapping).toEqual(['iin', 'surname', 'office', null]);
    await tell(['iin', 'surname', null, null]);
    expect((await bring()).mapping).toEqual(['iin', 'surname', null, null]);
    await tell(['iin', 'surname', null, null]);
    expect((await bring()).mapping).toEqual(['iin', 'surname', null, null]);
    await tell(['iin', 'surname', 'office', null]);
    expect((await bring()).mapping).toEqual(['iin', 'surname', 'office', null]);
  });

  const book = () => xlsx.utils.book_new(xlsx.utils.aoa_to_sheet([HEADINGS, person(EARLY)]));
  const withMacros = () => {
    const made = book();
    made.vbaraw = Buffer.from('macros');
    return xlsx.write(made, { type: 'buffer', bookType: 'xlsm', bookVBA: true });
  };
  const bomb = () => {
    const page = xlsx.utils.aoa_to_sheet([HEADINGS, person(EARLY, 'x'.repeat(32_000))]);
    const bytes: Buffer = xlsx.write(xlsx.utils.book_new(page), {
      type: 'buffer',
      bookType: 'xlsx',
      compression: true,
    });
    return bytes;
  };

  test.each<[string, string, () => Buffer]>([
    ['a workbook with macros', 'FILE_FORMAT_REFUSED', withMacros],
    ['a damaged workbook', 'FILE_FORMAT_REFUSED', () => bomb().subarray(0, 900)],
    [
      'an old workbook',
      'IMPORT_FORMAT_REFUSED',
      () => xlsx.write(book(), { type: 'buffer', bookType: 'xls' }),
    ],
    ['a program', 'IMPORT_FORMAT_REFUSED', () => Buffer.from('4d5a90000300000004000000', 'hex')],
    ['nothing', 'IMPORT_EMPTY', () => Buffer.alloc(0)],
    ['headings alone', 'IMPORT_EMPTY', () => sheet([])],
    ['too many rows', 'IMPORT_TOO_LONG', () => csv(`ЖСН;Тегі\n${'1;2\n'.repeat(100_001)}`)],
  ])('%s is refused with %s', async (_, code, bytes) => {
    expect(codeIn(await portal.bring(bytes()))).toBe(code);
  });

  test('a file that is too large is refused, and nothing stays on the disk', async () => {
    expect(codeIn(await portal.bring(Buffer.alloc(20_971_521, 'a')))).toBe('FILE_TOO_LARGE');
    const { dataDir } = portal.app.get<Config>(CONFIG);
    expect(await readdir(join(dataDir, 'imports'))).toEqual([]);
  });
});
