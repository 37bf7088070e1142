import { buffer } from 'node:stream/consumers';
import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { workbookOf } from '#kernel';
import { SIDEWAYS_WIDTH, sidewaysDocx } from '#texts';
import type { RemarkTable } from './remark-table.js';

/** What stands over the table. */
export interface TableHead {
  /** Of the act, with its number. */
  readonly subject: string;
  /** 775:3: the mark "for official use"; null: none. */
  readonly mark: string | null;
}

/** Of the columns, in characters; of a page that lies on its side, shared out, so that no word of a heading is broken. */
const WIDTHS = [7, 27, 25, 38, 38, 22, 30, 26];

/** A workbook of one sheet whose cells are all texts: none is a formula. */
export function writeRemarksXlsx(
  { title, columns, rows, none }: RemarkTable,
  { subject, mark }: TableHead,
): Promise<Buffer> {
  const body = rows.length > 0 ? rows : [[none]];
  const above = [...(mark === null ? [] : [mark]), title, subject];
  return buffer(
    workbookOf([columns, ...body], { above, widths: WIDTHS.map((width) => Math.round(width * 0.8)) }),
  );
}

/** The same on a page that lies on its side, with the heading of the table on each page. */
export function writeRemarksDocx(table: RemarkTable, { subject, mark }: TableHead): Promise<Buffer> {
  const row = (cells: readonly string[], tableHeader: boolean): TableRow =>
    new TableRow({
      tableHeader,
      children: cells.map((text, column) => cell(text, column, tableHeader)),
    });
  return sidewaysDocx(table.title, [
    ...(mark === null ? [] : [line(mark, AlignmentType.RIGHT, true)]),
    line(table.title, AlignmentType.CENTER, true),
    line(subject, AlignmentType.CENTER, false),
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: WIDTHS.map(share),
      width: { size: SIDEWAYS_WIDTH, type: WidthType.DXA },
      rows: [row(table.columns, true), ...table.rows.map((cells) => row(cells, false))],
    }),
    ...(table.rows.length === 0 ? [line(table.none, AlignmentType.LEFT, false)] : []),
  ]);
}

const share = (width: number): number =>
  Math.floor((SIDEWAYS_WIDTH * width) / WIDTHS.reduce((sum, one) => sum + one, 0));

function cell(text: string, column: number, bold: boolean): TableCell {
  return new TableCell({
    width: { size: share(WIDTHS[column] ?? 0), type: WidthType.DXA },
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    children: text.split('\n').map((one) => new Paragraph({ children: [run(one, bold)] })),
  });
}

function line(
  text: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
  bold: boolean,
): Paragraph {
  return new Paragraph({ alignment, spacing: { after: 200 }, children: [run(text, bold)] });
}

const run = (text: string, bold: boolean): TextRun => new TextRun({ text: writable(text), bold });

/** XML 1.0 has no place for these signs, however they came into the text. */
function writable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '');
}
