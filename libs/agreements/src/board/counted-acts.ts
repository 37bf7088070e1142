import { BOARD_COUNTS, BOARD_SIDES, type Counted } from '#contracts';
import { type Actor, oversightOf } from '#kernel';
import { FACTS, type FactPlaces } from './board-facts.js';
import { boardPeriod } from './board-period.js';

/** What the list is narrowed to: the acts of a figure of the board. */
export interface CountedFilter {
  readonly counted?: Counted | undefined;
  /** A unit's id, or `none`. */
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
}

/**
 * For each figure the condition that an act of the list is counted in it: of the reader's own body, or of the units in it that
 * he heads.
 * @param places of the values; `unit` of `CountedFilter.unit`
 */
export function countedConditions(
  places: FactPlaces & { readonly unit: string },
): Readonly<Record<Counted, string>> {
  const conditions = BOARD_SIDES.flatMap((side) =>
    BOARD_COUNTS.map((count) => [
      `${side}.${count}`,
      `act.id IN (SELECT facts.act_id FROM (${FACTS[side](places, 'listed')}) facts WHERE facts.${count}
        AND (${places.unit}::text IS NULL OR coalesce(facts.unit_id::text, 'none') = ${places.unit}))`,
    ]),
  );
  return Object.fromEntries(conditions) as Record<Counted, string>;
}

/** The values of such a condition but for what every list has: the period, the units that the reader heads, the unit asked for. */
export function countedValues(actor: Actor, { unit, period }: CountedFilter, now: Date): unknown[] {
  const { from, until } = boardPeriod(period, now);
  const oversight = oversightOf(actor, 'agreements');
  return [from, until, oversight?.body ? null : (oversight?.unitIds ?? []), unit ?? null];
}
