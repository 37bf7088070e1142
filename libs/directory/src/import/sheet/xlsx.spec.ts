import * as xlsx from '@e965/xlsx';
import { readXlsx } from './xlsx.js';

test('of a sheet that is wider than may be only the first columns are read', () => {
  const rows = 3;
  const sheet: xlsx.WorkSheet = { '!ref': `A1:XFD${rows}` };
  for (let row = 1; row <= rows; row += 1) {
    for (const column of ['A', 'C', 'XFD']) sheet[`${column}${row}`] = { t: 's', v: `${column}${row}` };
  }
  const bytes = xlsx.write(xlsx.utils.book_new(sheet, 'A'), { type: 'buffer', bookType: 'xlsx' }) as Buffer;

  expect(readXlsx(bytes, 10, 4)).toEqual([
    ['A1', '', 'C1', ''],
    ['A2', '', 'C2', ''],
    ['A3', '', 'C3', ''],
  ]);
});
