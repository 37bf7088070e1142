import type { ImportKind } from '#contracts';
import { headingRowOf } from '../columns.js';
import { decodeText, parseCsv, rearmed } from './csv.js';
import { readXlsx } from './xlsx.js';

export interface SheetTask {
  readonly kind: ImportKind;
  readonly path: string;
  readonly format: 'xlsx' | 'csv';
  readonly mostRows: number;
  readonly mostColumns: number;
}

/**
 * The cells of a sheet from its first line on, each a text without blanks around it; empty columns at the right and
 * empty rows at the end are left out. One row more than allowed is read, so that it can be told.
 */
export function readCells(bytes: Buffer, { format, mostRows, mostColumns }: SheetTask): string[][] {
  const rows = format === 'xlsx' ? readXlsx(bytes, mostRows, mostColumns) : parseCsv(decodeText(bytes));
  const clean = rows
    .slice(0, mostRows + 2)
    .map((row) => row.slice(0, mostColumns).map((cell) => cleaned(format === 'csv' ? rearmed(cell) : cell)));
  return clean.slice(0, clean.findLastIndex((row) => row.some((cell) => cell !== '')) + 1);
}

/** A sheet as it is kept. */
export interface SheetParts {
  readonly headings: string[];
  /** Number of the first row below the headings, as spreadsheets count. */
  readonly firstRow: number;
  /** How many there are below the headings, and in all. */
  readonly rows: number;
  readonly lines: number;
  /** The cells below the headings, JSON of `string[][]`: a text is handed from thread to thread in a moment. */
  readonly cells: string;
}

export function partsOf(kind: ImportKind, lines: readonly string[][]): SheetParts {
  const headingRow = headingRowOf(kind, lines);
  const rows = lines.slice(headingRow + 1);
  return {
    headings: lines[headingRow] ?? [],
    firstRow: headingRow + 2,
    rows: rows.length,
    lines: lines.length,
    cells: JSON.stringify(rows),
  };
}

/** Composed letters, plain blanks, none around: as names are compared. What no text holds is none either. */
function cleaned(cell: string): string {
  return cell
    .toWellFormed()
    .replaceAll('\0', ' ')
    .normalize('NFC')
    .replaceAll(/[\s\u00A0\u200B\uFEFF]+/gu, ' ')
    .trim();
}
