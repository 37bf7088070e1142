import * as xlsx from '@e965/xlsx';

/** A workbook of one sheet whose cells are all texts, as another program writes it. */
export function writeXlsx(rows: readonly (readonly string[])[]): Buffer {
  const sheet = xlsx.utils.aoa_to_sheet(
    rows.map((row) => row.map((value) => ({ t: 's', v: value, z: '@' }))),
  );
  sheet['!cols'] = (rows[0] ?? []).map((heading) => ({ wch: Math.max(14, heading.length + 2) }));
  const book = xlsx.utils.book_new(sheet, 'Kelisim');
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
