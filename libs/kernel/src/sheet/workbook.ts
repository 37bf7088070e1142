import { ZipStream } from './zip-stream.js';

/** Rows that a sheet can have, the headings among them. */
export const MOST_SHEET_ROWS = 1_048_576;
/** Letters that a cell can have; what is longer is cut with an ellipsis. */
const LONGEST_CELL = 32_767;
/** Characters that are packed at a time. */
const PIECE = 65_536;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OOXML = 'http://schemas.openxmlformats.org';
const MAIN = `${OOXML}/spreadsheetml/2006/main`;
const RELATIONS = `${OOXML}/officeDocument/2006/relationships`;
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function relations(...targets: (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], at) => `<Relationship Id="r${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${OOXML}/package/2006/relationships">${each.join('')}</Relationships>`;
}

/** Places in the styles: a text, however it looks (`@`, ECMA-376-1 18.8.30), the same in bold, and in lines from the top. */
const TEXT = 1;
const HEADING = 2;
const WRAPPED = 3;
const WRAPPED_HEADING = 4;

const LINES = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"/>`).join('');
/** Named for all: what a program takes where a font says nothing differs between plain and bold. */
const FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const WRAP = '<alignment vertical="top" wrapText="1"/>';

/** All parts of the workbook but the sheet (ECMA-376-1 12.3, ECMA-376-2 6.2). */
const PARTS: readonly (readonly [name: string, xml: string])[] = [
  [
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="${OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  ],
  ['_rels/.rels', relations(['officeDocument', 'xl/workbook.xml'])],
  [
    'xl/workbook.xml',
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Kelisim" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ],
  ['xl/_rels/workbook.xml.rels', relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml'])],
  [
    'xl/styles.xml',
    `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border>${LINES}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="49" fontId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" borderId="1" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">${WRAP}</xf><xf numFmtId="49" fontId="1" borderId="1" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">${WRAP}</xf></cellXfs></styleSheet>`,
  ],
];

/** How a table is laid out that is read and printed, not only taken further. */
export interface SheetLayout {
  /** Lines over the headings: what the table is, and of what. */
  readonly above: readonly string[];
  /** Of the columns, in characters; what is longer goes on in the next line of its cell. */
  readonly widths: readonly number[];
}

type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

/**
 * A workbook (XLSX) of one sheet whose cells are all texts, and stay so when somebody writes into them: none is a formula,
 * and no zero is lost. It is written while its rows come, so that none is kept in memory.
 * @param rows the headings first, at most `MOST_SHEET_ROWS` with the lines above
 * @param layout left out: each column is as wide as its heading
 */
export async function* workbookOf(rows: Rows, layout: SheetLayout | null = null): AsyncGenerator<Buffer> {
  const zip = new ZipStream();
  for (const [name, xml] of PARTS) yield* zip.part(name, [xml]);
  yield* zip.part('xl/worksheets/sheet1.xml', sheetOf(rows, layout));
  yield zip.end();
}

async function* sheetOf(rows: Rows, layout: SheetLayout | null): AsyncGenerator<string> {
  const above = layout && layout.above.length > 0 ? [...layout.above, ''] : [];
  const first = above.length + 1;
  let piece = '';
  let count = above.length;
  for await (const cells of rows) {
    count += 1;
    if (count > MOST_SHEET_ROWS) throw new Error('A sheet has no room for so many rows.');
    if (count === first) {
      piece += `${HEAD}<worksheet xmlns="${MAIN}">${FITTED}${viewFor(first)}${columnsFor(cells, layout)}<sheetData>`;
      piece += above.map((line, at) => rowOf([line], at + 1, HEADING)).join('');
    }
    const styles = layout ? [WRAPPED_HEADING, WRAPPED] : [HEADING, TEXT];
    piece += rowOf(cells, count, styles[count === first ? 0 : 1] ?? TEXT, layout?.widths);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (count < first) throw new Error('A sheet has its headings at least.');
  yield `${piece}</sheetData>${PAGE}</worksheet>`;
}

/** Printed on A4 that lies on its side, all columns on a page (ECMA-376-1 18.3.1.63-65). */
const FITTED = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
const PAGE = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>';

/** The headings stay in sight. @param row in which they stand */
function viewFor(row: number): string {
  return `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${row}" topLeftCell="A${row + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
}

function columnsFor(headings: readonly string[], layout: SheetLayout | null): string {
  const columns = headings.map((heading, at) => {
    const width = layout?.widths[at] ?? Math.max(14, heading.length + 2);
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1" style="${TEXT}"/>`;
  });
  return `<cols>${columns.join('')}</cols>`;
}

/** @param widths of the columns where cells go on in a next line: not every program makes room for it by itself */
function rowOf(
  cells: readonly string[],
  row: number,
  style: number,
  widths: readonly number[] | undefined = undefined,
): string {
  const height = widths ? ` ht="${heightOf(cells, widths)}" customHeight="1"` : '';
  const filled = cells.map((text, at) =>
    text === ''
      ? widths
        ? `<c r="${letterOf(at)}${row}" s="${style}"/>`
        : ''
      : `<c r="${letterOf(at)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${textOf(text)}</t></is></c>`,
  );
  return `<row r="${row}"${height}>${filled.join('')}</row>`;
}

/** Points of a line, and the most that a row may have (ECMA-376-1 18.3.1.73). */
const LINE = 15;
const TALLEST_ROW = 409;
/** Letters wider than the digit by which a column is measured. */
const SPREAD = 1.15;

function heightOf(cells: readonly string[], widths: readonly number[]): number {
  const lines = cells.map((text, at) =>
    text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * SPREAD) / (widths[at] ?? 14))), 0),
  );
  return Math.min(TALLEST_ROW, LINE * Math.max(1, ...lines));
}

/** `A` to `Z`, then `AA`. @param at from 0, below 702 */
function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** What XML 1.0 has no place for (2.2), and other control characters. */
const FORBIDDEN = /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu;

/** Lines end as sheets end them; what looks like the escape of a character (ECMA-376-1 22.9.2.19) stays the text that it is. */
function textOf(text: string): string {
  const whole = text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text;
  return whole
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replace(FORBIDDEN, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
}
