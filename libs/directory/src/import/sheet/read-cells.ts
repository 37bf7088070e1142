import { decodeText, parseCsv, rearmed } from './csv.js';
import { readXlsx } from './xlsx.js';

export interface SheetTask {
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
  const rows = format === 'xlsx' ? readXlsx(bytes, mostRows) : parseCsv(decodeText(bytes));
  const clean = rows
    .slice(0, mostRows + 2)
    .map((row) => row.slice(0, mostColumns).map((cell) => cleaned(format === 'csv' ? rearmed(cell) : cell)));
  return clean.slice(0, clean.findLastIndex((row) => row.some((cell) => cell !== '')) + 1);
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
