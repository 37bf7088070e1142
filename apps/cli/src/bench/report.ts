import { tableLines } from '../start/people-table.js';

/** What was measured, as one line of JSON says it. */
export interface Figure {
  readonly name: string;
  /** Of the portal. */
  readonly value: number;
  readonly unit: 'requests/s' | 'dispatches/s' | 'MB/s' | 'MB';
  /** The same of the bare server. */
  readonly floor: number;
  /** The portal's by the bare server's. */
  readonly ratio: number;
  /** Of the ratio at the least; of `value` in MB at the most; null where there is none. */
  readonly aim: number | null;
  readonly met: boolean | null;
}

/** What the rounds of each server gave; rounds of the same place were one after the other. */
export interface Rounds {
  readonly api: readonly number[];
  readonly floor: readonly number[];
}

/**
 * A figure of speed, of medians: more is better, and the aim is a part of what the bare server does. The ratio is the
 * median of the rounds' own: whatever else the machine did at a time slowed both of a pair.
 */
export function speed(name: string, unit: Figure['unit'], rounds: Rounds, aim: number | null): Figure {
  const ratio = median(rounds.api.map((value, index) => value / (rounds.floor[index] ?? Number.NaN)));
  return {
    name,
    value: rounded(median(rounds.api)),
    unit,
    floor: rounded(median(rounds.floor)),
    ratio: rounded(ratio),
    aim,
    met: aim === null ? null : ratio >= aim,
  };
}

/** A figure of memory, in MB: less is better, and the aim is a limit. */
export function memory(name: string, peaks: { api: number; floor: number }, aim: number): Figure {
  return {
    name,
    value: rounded(peaks.api),
    unit: 'MB',
    floor: rounded(peaks.floor),
    ratio: rounded(peaks.api / peaks.floor),
    aim,
    met: peaks.api < aim,
  };
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** All figures for a reader. */
export function figureTable(figures: readonly Figure[]): string[] {
  return tableLines(
    ['Figure', 'Portal', 'Bare server', 'Unit', 'Ratio', 'Aim', ''],
    figures.map(({ name, value, floor, unit, ratio, aim, met }) => [
      name,
      String(value),
      String(floor),
      unit,
      ratio.toFixed(2),
      aim === null ? '' : unit === 'MB' ? `under ${aim} MB` : `ratio ${aim}`,
      met === null ? '' : met ? 'met' : 'MISSED',
    ]),
  );
}

/** Three digits that mean something. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
