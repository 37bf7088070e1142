import { buffer } from 'node:stream/consumers';
import * as xlsx from '@e965/xlsx';
import { workbookOf } from './workbook.js';

function bytesOf(rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>): Promise<Buffer> {
  return buffer(workbookOf(rows));
}

/** As another program reads it. */
function read(bytes: Buffer): string[][] {
  const book = xlsx.read(bytes, { type: 'buffer', cellFormula: true });
  expect(book.SheetNames).toEqual(['Kelisim']);
  const sheet = book.Sheets['Kelisim'];
  if (!sheet) throw new Error('There is no sheet.');
  return xlsx.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: true, defval: '' });
}

test('a workbook is read back by another program, each cell as the text that it was', async () => {
  const rows = [
    ['Аты', 'ЖСН', 'Ескерту'],
    ['Әлия «Ң» 🙂', '000140001239', '=1+1'],
    ['<b>&amp;</b>', '', "a\r\nb\tc'"],
    ['  бос орын  ', '1e5', '_x0041_'],
  ];
  expect(read(await bytesOf(rows))).toEqual([
    ...rows.slice(0, 2),
    ['<b>&amp;</b>', '', "a\nb\tc'"],
    ...rows.slice(3),
  ]);
});

test('what XML has no place for is left out, and a cell is no longer than a sheet takes', async () => {
  const [, row] = read(
    await bytesOf([
      ['h', 'i'],
      ['a\0b\u0007c\ud800', 'я'.repeat(40_000)],
    ]),
  );
  expect(row?.[0]).toBe('abc\ufffd');
  expect(row?.[1]).toHaveLength(32_767);
  expect(row?.[1]?.endsWith('…')).toBe(true);
});

test('the same rows give the same bytes; no cell is a formula, and all keep the format of texts', async () => {
  const rows = [['h'], ['=HYPERLINK("http://evil.example")']];
  const bytes = await bytesOf(rows);
  expect(await bytesOf(rows)).toEqual(bytes);
  const cell = xlsx.read(bytes, { type: 'buffer', cellFormula: true, cellNF: true }).Sheets['Kelisim']?.[
    'A2'
  ] as xlsx.CellObject;
  expect([cell.t, cell.f, cell.v, cell.z]).toEqual(['s', undefined, rows[1]?.[0], '@']);
});

test('columns beyond Z go on with AA', async () => {
  const row = Array.from({ length: 60 }, (_, at) => `c${at}`);
  expect(read(await bytesOf([row]))).toEqual([row]);
});

test('a table that is read has lines over its headings, and its own widths', async () => {
  const layout = { above: ['ҚБП', 'Тізілім'], widths: [7, 40] };
  const rows = [
    ['№', 'Ескерту'],
    ['1', 'Ұзын мәтін'],
  ];
  const bytes = await buffer(workbookOf(rows, layout));
  expect(read(bytes)).toEqual([['ҚБП', ''], ['Тізілім', ''], ['', ''], ...rows]);
  const sheet = xlsx.read(bytes, { type: 'buffer', cellStyles: true }).Sheets['Kelisim'];
  expect(sheet?.['!cols']?.map(({ width }) => width)).toEqual([7, 40]);
});

test('a row of a table that is read is as high as its longest cell', async () => {
  const rows = [
    ['№', 'Ескерту'],
    ['1', 'сөз '.repeat(50)],
    ['2', 'бір'],
  ];
  const bytes = await buffer(workbookOf(rows, { above: [], widths: [7, 40] }));
  const sheet = xlsx.read(bytes, { type: 'buffer', cellStyles: true }).Sheets['Kelisim'];
  const [, long, short] = sheet?.['!rows']?.map((row) => row?.hpt) ?? [];
  expect([long, short]).toEqual([90, 15]);
});

test('rows that fail while they come fail the workbook', async () => {
  async function* rows() {
    yield ['h'];
    throw new Error('the database is gone');
  }
  await expect(bytesOf(rows())).rejects.toThrow('the database is gone');
});

test('a hundred thousand rows are written as they come', async () => {
  let ahead = 0;
  let most = 0;
  async function* rows() {
    for (let row = 0; row < 100_000; row += 1) {
      ahead += 1;
      most = Math.max(most, ahead);
      yield [`${row}`, 'Жобаны келісу'];
    }
  }
  let bytes = 0;
  for await (const piece of workbookOf(rows())) {
    ahead = 0;
    bytes += piece.length;
  }
  expect(bytes).toBeGreaterThan(200_000);
  expect(most).toBeLessThan(60_000);
});
