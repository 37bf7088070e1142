import { buffer } from 'node:stream/consumers';
import { workbookOf } from '#kernel';
import type { PlainTable } from '#texts';
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

/** The same as a document, for whoever writes it. */
export function docxOfRemarks({ title, columns, rows, none }: RemarkTable, head: TableHead): PlainTable {
  return { title, ...head, columns, widths: WIDTHS, rows, none };
}
