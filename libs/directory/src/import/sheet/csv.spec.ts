import { decodeText, parseCsv, rearmed, writeCsv } from './csv.js';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

describe('the text of a file', () => {
  test.each([
    ['UTF-8', bytes('Әлиев')],
    ['UTF-8 with a mark', bytes('\uFEFFӘлиев')],
    ['UTF-16 of Excel', bytes('\uFEFFӘлиев', 'utf16le')],
    ['UTF-16, the other way round', bytes('\uFEFFӘлиев', 'utf16le').swap16()],
  ])('%s', (_, file) => {
    expect(decodeText(file)).toBe('Әлиев');
  });

  test('what is not UTF-8 is windows-1251', () => {
    expect(decodeText(Buffer.from([0xc8, 0xe2, 0xe0, 0xed, 0xee, 0xe2]))).toBe('Иванов');
  });
});

describe('rows', () => {
  test.each([';', ',', '\t'])('separated by %j', (sign) => {
    expect(parseCsv(`a${sign}b\r\n1${sign}2\n`)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('a sign inside quotes separates nothing', () => {
    expect(parseCsv('"a,b,c,d";"e"\n"say ""yes""\nor no";x;')).toEqual([
      ['a,b,c,d', 'e'],
      ['say "yes"\nor no', 'x', ''],
    ]);
  });

  test.each([
    ['', []],
    ['a', [['a']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['a\rb', [['a'], ['b']]],
    ['"never closed;b\nc', [['never closed;b\nc']]],
    ['"a"b;c', [['ab', 'c']]],
    ['a"b;c', [['a"b', 'c']]],
  ])('%j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });
});

describe('a file for spreadsheets', () => {
  const rows = [
    ['ЖСН', 'Телефон'],
    ['012345678901', '+7 7172 10-20-30'],
    ['=cmd|"/c calc"!A1', 'a;b'],
    ['-1', '@SUM(1)'],
  ];

  test('has no cell that would be run as a formula', () => {
    const text = decodeText(writeCsv(rows));
    expect(text).toContain("'+7 7172");
    for (const row of parseCsv(text)) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@]/);
  });

  test('reads back as it was', () => {
    expect(parseCsv(decodeText(writeCsv(rows))).map((row) => row.map(rearmed))).toEqual(rows);
  });
});
