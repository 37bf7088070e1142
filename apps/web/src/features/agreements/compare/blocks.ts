import type { ComparedRow } from '#contracts';
import { type CellWords, columnWidths } from './column-widths';

/** A row with its place among all rows: what its address on the page and its key are made of. */
export interface PlacedRow {
  readonly row: ComparedRow;
  readonly place: number;
}

/** What the page shows one below the other. */
export type Block =
  | { readonly kind: 'paragraph'; readonly shown: PlacedRow }
  /** Cells of one row of a table, in their order. */
  | { readonly kind: 'cells'; readonly cells: readonly PlacedRow[] }
  /** Rows in between that say the same: folded away. */
  | { readonly kind: 'fold'; readonly rows: readonly PlacedRow[] };

/** A changed paragraph: something was said otherwise, or stands elsewhere. A new number alone is none. */
function isChange({ kind }: ComparedRow): boolean {
  return kind !== 'same' && kind !== 'renumbered';
}

/**
 * Rows as blocks.
 * @param unfolded places at which folds begin that the reader opened; null: nothing is folded
 */
export function blocksOf(rows: readonly ComparedRow[], unfolded: ReadonlySet<number> | null): Block[] {
  const blocks: Block[] = [];
  let fold: PlacedRow[] = [];
  const endFold = () => {
    const [first] = fold;
    if (first) {
      blocks.push(
        ...(unfolded?.has(first.place) ? linesOf(fold) : [{ kind: 'fold', rows: fold } satisfies Block]),
      );
    }
    fold = [];
  };
  const placed = rows.map((row, place) => ({ row, place }));
  if (!unfolded) return linesOf(placed);
  for (const line of linesOf(placed)) {
    const cells = line.kind === 'paragraph' ? [line.shown] : line.kind === 'cells' ? line.cells : [];
    const isKept = cells.some(({ row }) => isChange(row) || isLandmark(row));
    if (!isKept) {
      fold.push(...cells);
      continue;
    }
    endFold();
    blocks.push(line);
  }
  endFold();
  return blocks;
}

/** The places at which changes begin: a paragraph, or a row of a table with all that changed in it, is one. */
export function changesOf(rows: readonly ComparedRow[]): number[] {
  return blocksOf(rows, null).flatMap((block) => changedIn(block)[0]?.place ?? []);
}

/** What of a block is changed. */
export function changedIn(block: Block): readonly PlacedRow[] {
  if (block.kind === 'fold') return [];
  const placed = block.kind === 'cells' ? block.cells : [block.shown];
  return placed.filter(({ row }) => isChange(row));
}

/** Names the table that a row stands in, on one side. */
export type Side = 'old' | 'new';
export const tableOf = (row: ComparedRow, side: Side): string => `${side} ${row[side]?.cell?.table}`;

const SIDES: readonly Side[] = ['old', 'new'];

/** How wide the columns of each table want to be, by `tableOf`; of what changed both wordings are counted. */
export function widthsOf(rows: readonly ComparedRow[]): ReadonlyMap<string, readonly number[]> {
  return columnWidths(
    rows.flatMap((row) => {
      const text = row.runs?.map(([, run]) => run).join('') ?? row.text ?? '';
      return SIDES.flatMap((side): CellWords[] => {
        const cell = row[side]?.cell;
        return cell ? [{ table: tableOf(row, side), cell, text }] : [];
      });
    }),
  );
}

/** Headings stay where all else is folded away: they say where one is. */
function isLandmark({ paragraph }: ComparedRow): boolean {
  return paragraph === 'heading' || paragraph === 'part';
}

function linesOf(rows: readonly PlacedRow[]): Block[] {
  const blocks: Block[] = [];
  let cells: PlacedRow[] = [];
  let line: string | null = null;
  for (const one of rows) {
    const own = lineOf(one.row);
    if (own === null || own !== line) {
      if (cells.length > 0) blocks.push({ kind: 'cells', cells });
      cells = [];
    }
    if (own === null) blocks.push({ kind: 'paragraph', shown: one });
    else cells.push(one);
    line = own;
  }
  if (cells.length > 0) blocks.push({ kind: 'cells', cells });
  return blocks;
}

/** Cells of one line belong together; what was taken out of a row stands in it still. */
function lineOf({ kind, old, new: fresh }: ComparedRow): string | null {
  const now = kind === 'moved_away' ? null : fresh;
  if (now) return now.cell && `new ${now.cell.table} ${now.cell.row}`;
  return old?.cell ? `old ${old.cell.table} ${old.cell.row}` : null;
}
