/** Separators that spreadsheets of the region write, the likeliest first. */
const SEPARATORS = [';', ',', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

/**
 * The text of a file that names no encoding: by its byte order mark; else UTF-8 where it is that throughout; else
 * windows-1251, as older programs write Russian.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

/** The rows of a CSV text (RFC 4180), its separator told by the first line. Line breaks of all kinds end a row. */
export function parseCsv(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at + 1, separator) : bare(text, at, separator);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** What stands most often in the first line, outside quotes. */
function separatorOf(text: string): Separator {
  const counts = new Map<string, number>();
  let inQuotes = false;
  for (const sign of text) {
    if (sign === '"') inQuotes = !inQuotes;
    else if (!inQuotes && (sign === '\n' || sign === '\r')) break;
    else if (!inQuotes) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return SEPARATORS.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
}

interface Cell {
  readonly value: string;
  /** Where the sign after it stands. */
  readonly end: number;
}

function bare(text: string, start: number, separator: Separator): Cell {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end), end };
}

/** @param start behind the opening quote; a quote that is never closed closes at the end */
function quoted(text: string, start: number, separator: Separator): Cell {
  let value = '';
  let from = start;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { value: value + text.slice(from), end: text.length };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const rest = bare(text, quote + 1, separator);
      return { value: value + rest.value, end: rest.end };
    }
    value += '"';
    from = quote + 2;
  }
}

/** Signs with which a spreadsheet takes a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const DISARMED = /^'(?=[=+\-@\t\r])/;

/** CSV as spreadsheets open it: with a byte order mark, `;`, and no cell that would be run as a formula (CWE-1236). */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  const cell = (value: string) => {
    const text = FORMULA.test(value) ? `'${value}` : value;
    return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return Buffer.from(`\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`);
}

/** The cell as it was before `writeCsv` disarmed it. */
export const rearmed = (cell: string): string => cell.replace(DISARMED, '');
