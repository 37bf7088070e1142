import type { SidesOfAct, TextParagraph } from '#contracts';

/** What stands beside each other: a paragraph of each text, or all cells of a row of a table. */
export interface SidesLine {
  readonly left: readonly TextParagraph[];
  readonly right: readonly TextParagraph[];
}

/** Names the row of a table that a paragraph stands in; null: in none. */
const rowOf = (paragraph: TextParagraph | undefined): string | null =>
  paragraph?.cell ? `${paragraph.cell.table} ${paragraph.cell.row}` : null;

/** Two texts in lines; where a row has more cells in one of them, they stay in their row. */
export function linesOf({ rows, leftText, rightText }: SidesOfAct): SidesLine[] {
  const lines: { left: TextParagraph[]; right: TextParagraph[] }[] = [];
  for (const row of rows) {
    const left = row.left === null ? undefined : leftText[row.left];
    const right = row.right === null ? undefined : rightText[row.right];
    const last = lines.at(-1);
    if (last && goesOn(last.left, left) && goesOn(last.right, right)) {
      if (left) last.left.push(left);
      if (right) last.right.push(right);
    } else lines.push({ left: left ? [left] : [], right: right ? [right] : [] });
  }
  return lines;
}

function goesOn(cells: readonly TextParagraph[], next: TextParagraph | undefined): boolean {
  if (!next) return true;
  const row = rowOf(next);
  return row !== null && row === rowOf(cells[0]);
}
