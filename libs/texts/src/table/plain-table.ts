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
import { SIDEWAYS_WIDTH, sidewaysDocx, writable } from './sideways-page.js';

/** A table of plain texts, with what stands over it. */
export interface PlainTable {
  readonly title: string;
  readonly subject: string;
  /** 775:3: the mark "for official use"; null: none. */
  readonly mark: string | null;
  readonly columns: readonly string[];
  /** In what proportion the page is shared out among the columns. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** What is said instead of rows. */
  readonly none: string;
}

/** The table on pages that lie on their sides, DOCX, with its heading on each page. */
export function writePlainTable(table: PlainTable): Promise<Uint8Array> {
  const { title, subject, mark, columns, widths, rows, none } = table;
  const whole = widths.reduce((sum, one) => sum + one, 0);
  const shares = widths.map((width) => Math.floor((SIDEWAYS_WIDTH * width) / whole));
  const row = (cells: readonly string[], tableHeader: boolean): TableRow =>
    new TableRow({
      tableHeader,
      children: cells.map((text, column) => cell(text, shares[column] ?? 0, tableHeader)),
    });
  return sidewaysDocx(title, [
    ...(mark === null ? [] : [line(mark, AlignmentType.RIGHT, true)]),
    line(title, AlignmentType.CENTER, true),
    line(subject, AlignmentType.CENTER, false),
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: shares,
      width: { size: SIDEWAYS_WIDTH, type: WidthType.DXA },
      rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
    }),
    ...(rows.length === 0 ? [line(none, AlignmentType.LEFT, false)] : []),
  ]);
}

function cell(text: string, size: number, bold: boolean): TableCell {
  return new TableCell({
    width: { size, type: WidthType.DXA },
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
