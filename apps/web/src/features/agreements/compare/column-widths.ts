import type { CellPlace } from '#contracts';

/** A cell of a table, however its table is named. */
export interface CellWords {
  readonly table: string;
  readonly cell: CellPlace;
  readonly text: string;
}

const LONGEST = 200;
const LONGEST_WORD = 18;
const PER_LETTER = 0.6;
/** Of what stands on both sides of a word in its cell, and the sign of a change before it. */
const ROOM = 2.4;
const NARROWEST = 2;

/** How wide the columns of each table want to be, in parts: by the root of their longest text, and by their longest word. */
export function columnWidths(cells: Iterable<CellWords>): ReadonlyMap<string, readonly number[]> {
  const widths = new Map<string, number[]>();
  for (const { table, cell, text } of cells) {
    const columns = widths.get(table) ?? [];
    widths.set(table, columns);
    const longestWord = Math.max(0, ...text.split(/\s+/).map((word) => word.length));
    const wanted = Math.max(
      Math.sqrt(Math.min(text.length, LONGEST) / cell.span),
      (Math.min(longestWord, LONGEST_WORD) * PER_LETTER + ROOM) / cell.span,
    );
    for (let column = cell.column; column < cell.column + cell.span; column += 1) {
      columns[column] = Math.max(columns[column] ?? NARROWEST, wanted);
    }
  }
  return new Map(
    [...widths].map(([table, columns]) => [table, Array.from(columns, (width) => width ?? NARROWEST)]),
  );
}

/** Columns of a grid that are so wide, whatever stands in them. */
export const gridColumns = (widths: readonly number[] | undefined): string | undefined =>
  widths?.map((width) => `minmax(0, ${width.toFixed(1)}fr)`).join(' ');
