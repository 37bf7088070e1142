import type { BoardFigures } from '#contracts';

/** One row of a table of figures: a unit, or a body. */
export interface FigureRow {
  key: string;
  name: string;
  figures: BoardFigures;
}

export type BarTone = 'live' | 'late' | 'done' | 'soon' | 'idle';

export interface BarPart {
  tone: BarTone;
  value: number;
}

/** How long a part of a bar is, and where it begins, in hundredths of the longest bar. */
export interface DrawnPart {
  tone: BarTone;
  from: number;
  width: number;
}

/** The parts of a bar, one after the other; none where there is nothing to measure by. @param longest the sum of the longest bar */
export function drawnParts(parts: readonly BarPart[], longest: number): DrawnPart[] {
  let from = 0;
  return parts.flatMap(({ tone, value }) => {
    if (value <= 0 || longest <= 0) return [];
    const width = (value / longest) * 100;
    const part = { tone, from, width };
    from += width;
    return [part];
  });
}

/** Part of the answered acts in percent; null where none was answered. */
export function share(count: number, { settled }: BoardFigures): number | null {
  return settled === 0 ? null : Math.round((count / settled) * 100);
}

/** What a chart shows of each row. */
export const CHARTS = {
  /** On time, and past a term. */
  work: ({ in_work, late }: BoardFigures): BarPart[] => [
    { tone: 'live', value: in_work - late },
    { tone: 'late', value: late },
  ],
  days: ({ averageDays }: BoardFigures): BarPart[] => [{ tone: 'idle', value: averageDays ?? 0 }],
  remarks: ({ settled, with_remarks }: BoardFigures): BarPart[] => [
    { tone: 'soon', value: settled === 0 ? 0 : with_remarks / settled },
  ],
  refusals: ({ settled, refused }: BoardFigures): BarPart[] => [
    { tone: 'late', value: settled === 0 ? 0 : refused / settled },
  ],
} as const satisfies Record<string, (figures: BoardFigures) => BarPart[]>;
export type ChartKind = keyof typeof CHARTS;

/** Shares fill a bar whose end is all; other charts are measured by their longest bar. */
const WHOLE: ReadonlySet<ChartKind> = new Set(['remarks', 'refusals']);

/** The longest bar of a chart, 0 where there is none. */
export function longestBar(kind: ChartKind, rows: readonly FigureRow[]): number {
  if (WHOLE.has(kind)) return rows.some(({ figures }) => figures.settled > 0) ? 1 : 0;
  return Math.max(
    0,
    ...rows.map(({ figures }) => CHARTS[kind](figures).reduce((sum, { value }) => sum + value, 0)),
  );
}
