import { type PlainTable, writePlainTable } from './plain-table.js';

const table: PlainTable = {
  title: 'Ескертулер',
  subject: 'Қаулы',
  mark: null,
  columns: ['Р/с №', 'Ескерту'],
  widths: [1, 9],
  rows: [],
  none: 'Ескерту жоқ.',
};

test.each([
  ['signs that XML has no place for', [['1', 'а\u0001б\ud800\uffff']]],
  ['several lines', [['1', 'Бірінші\nЕкінші']]],
  ['no row at all', []],
])('a document is written of %s', async (_, rows) => {
  const bytes = await writePlainTable({ ...table, rows, mark: 'ҚБП' });
  expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe('PK');
});
