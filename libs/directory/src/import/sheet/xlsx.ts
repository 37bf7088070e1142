import * as xlsx from '@e965/xlsx';

/** The cells of the first sheet that is not hidden and not empty, of its first columns. @throws Error for what is no workbook */
export function readXlsx(bytes: Uint8Array, mostRows: number, mostColumns: number): string[][] {
  const book = xlsx.read(bytes, {
    type: 'buffer',
    dense: true,
    cellDates: true,
    // What a formula came to is in the file; the formula itself is never looked at.
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    sheetRows: mostRows + 2,
  });
  const hidden = new Set(
    (book.Workbook?.Sheets ?? []).flatMap(({ Hidden, name }) => (Hidden && name ? [name] : [])),
  );
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (!sheet || hidden.has(name) || sheet['!ref'] === undefined) continue;
    return filled(sheet, xlsx.utils.decode_range(sheet['!ref']), mostColumns);
  }
  return [];
}

/** Each row from the first line on, those above what is used empty; a joined cell stands in all its places. */
function filled(sheet: xlsx.WorkSheet, { s: from, e: to }: xlsx.Range, mostColumns: number): string[][] {
  const above = from.r;
  // Two cells may span sixteen thousand columns, and each row would have them all.
  const range = { s: from, e: { r: to.r, c: Math.min(to.c, from.c + mostColumns - 1) } };
  const rows = xlsx.utils
    .sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: '', blankrows: true, UTC: true, range })
    .map((row) => row.map(textOf));
  for (const { s, e } of sheet['!merges'] ?? []) {
    const value = rows[s.r - above]?.[s.c] ?? '';
    for (let r = s.r; r <= Math.min(e.r, above + rows.length - 1); r += 1) {
      const row = rows[r - above];
      for (let c = s.c; row && c <= Math.min(e.c, row.length - 1); c += 1) row[c] = value;
    }
  }
  return [...Array.from({ length: above }, () => []), ...rows];
}

/** A number stands whole, whatever the column shows; a date as YYYY-MM-DD, though the file holds a serial number. */
function textOf(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(0) : String(value);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
