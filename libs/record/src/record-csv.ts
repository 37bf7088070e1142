/** Excel takes a file for UTF-8 only by this. */
const BYTE_ORDER_MARK = '\ufeff';

/** The first line of a table. */
export function csvHead(headings: readonly string[]): string {
  return BYTE_ORDER_MARK + line(headings);
}

/** Rows as lines of a table (RFC 4180). */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map(line).join('');
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * Always in quotes. What a spreadsheet would take for a formula is marked as text (OWASP, CSV Injection): a title or a
 * name is typed by people.
 */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
