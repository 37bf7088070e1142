import { tableLines } from '../start/people-table.js';
import type { Rounds } from './race.js';

/** More is better. */
export type SpeedUnit = 'requests/s' | 'sign-ins/s' | 'dispatches/s' | 'signatures/s' | 'MB/s';
/** Less is better. */
export type CostUnit = 'MB' | 's' | 'ms';

/** What was measured, as one line of JSON says it. */
export interface Figure {
  readonly name: string;
  /** Of the portal. */
  readonly value: number;
  readonly unit: SpeedUnit | CostUnit;
  /** The same of the bare server or program. */
  readonly floor: number;
  /** The portal's by the floor's. */
  readonly ratio: number;
  /** Of the ratio of a speed at the least; of the `value` of a cost, or the ratio of a growth, at the most; null: none. */
  readonly aim: number | null;
  readonly aimOf: 'ratio' | 'value';
  readonly met: boolean | null;
}

/**
 * A figure of speed, of medians: more is better, and the aim is a multiple of what the floor does. The ratio is the median of
 * the rounds' own: whatever else the machine did at a time slowed both of a pair.
 */
export function speed(name: string, unit: SpeedUnit, rounds: Rounds, aim: number | null): Figure {
  const ratio = median(ratios(rounds));
  return {
    ...compared(name, rounds, ratio),
    unit,
    aim,
    aimOf: 'ratio',
    met: aim === null ? null : ratio >= aim,
  };
}

/** A figure of memory or time, of medians as those of speed: less is better, and the aim is a limit. */
export function cost(name: string, unit: CostUnit, rounds: Rounds, aim: number | null): Figure {
  const met = aim === null ? null : median(rounds.portal) < aim;
  return { ...compared(name, rounds, median(ratios(rounds))), unit, aim, aimOf: 'value', met };
}

/** A figure of how a cost grows with what there is, of medians: the floor has little of it, and the aim is a limit of the ratio. */
export function growth(name: string, unit: CostUnit, rounds: Rounds, aim: number): Figure {
  const ratio = median(ratios(rounds));
  return { ...compared(name, rounds, ratio), unit, aim, aimOf: 'ratio', met: ratio < aim };
}

function ratios({ portal, floor }: Rounds): number[] {
  return portal.map((value, index) => value / (floor[index] ?? Number.NaN));
}

function compared(
  name: string,
  { portal, floor }: Rounds,
  ratio: number,
): Pick<Figure, 'name' | 'value' | 'floor' | 'ratio'> {
  return {
    name,
    value: rounded(median(portal)),
    floor: rounded(median(floor)),
    ratio: rounded(ratio),
  };
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** What so large a share of the values is not above: 0.99 of a hundred is the hundredth but one. */
export function share(values: readonly number[], part: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * part) - 1] ?? Number.NaN;
}

const COST_UNITS: ReadonlySet<Figure['unit']> = new Set<CostUnit>(['MB', 's', 'ms']);

/** All figures for a reader. */
export function figureTable(figures: readonly Figure[]): string[] {
  return tableLines(
    ['Figure', 'Portal', 'Floor', 'Unit', 'Ratio', 'Aim', ''],
    figures.map(({ name, value, floor, unit, ratio, aim, aimOf, met }) => [
      name,
      String(value),
      String(floor),
      unit,
      ratio.toFixed(2),
      aim === null ? '' : aimTold(aim, unit, aimOf),
      met === null ? '' : met ? 'met' : 'MISSED',
    ]),
  );
}

function aimTold(aim: number, unit: Figure['unit'], of: Figure['aimOf']): string {
  if (!COST_UNITS.has(unit)) return `ratio ${aim}`;
  return of === 'ratio' ? `ratio under ${aim}` : `under ${aim} ${unit}`;
}

/** Three digits that mean something. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
