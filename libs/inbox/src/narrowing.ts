import { type InboxFilters, type InboxNarrowing, SIGNATURE_VERBS } from '#contracts';
import { TIME_ZONE } from '#kernel';
import { taskCondition } from './search-words.js';

/** What a list is narrowed by, as it is asked for. */
export type Narrowing = Partial<Omit<InboxNarrowing, 'needs'>>;

/** When tomorrow begins in Astana, and next Monday. @param now the parameter of a statement, which works them out once */
export const days = (now: string) => `
  SELECT ${now}::timestamptz AS now,
    (date_trunc('day', ${now}::timestamptz AT TIME ZONE '${TIME_ZONE}') + interval '1 day')
      AT TIME ZONE '${TIME_ZONE}' AS tomorrow,
    (date_trunc('week', ${now}::timestamptz AT TIME ZONE '${TIME_ZONE}') + interval '7 days')
      AT TIME ZONE '${TIME_ZONE}' AS next_week`;

/** How near the term of a task is, in a statement that begins with `days`. */
const DUE = `CASE WHEN due_at IS NULL THEN 'none' WHEN due_at < (SELECT now FROM days) THEN 'late'
  WHEN due_at < (SELECT tomorrow FROM days) THEN 'today'
  WHEN due_at < (SELECT next_week FROM days) THEN 'soon' ELSE 'later' END`;
const SIGNING = SIGNATURE_VERBS.map((verb) => `'${verb}'`).join(', ');

/** The filters by a value of the task: how it is read from a row, and of which type of PostgreSQL it is. */
export const FACETS: Readonly<
  Record<Exclude<keyof InboxFilters, 'total'>, { of: string; type: 'text' | 'uuid' | 'boolean' }>
> = {
  room: { of: 'room', type: 'text' },
  verb: { of: 'verb', type: 'text' },
  bodyId: { of: 'body_id', type: 'uuid' },
  due: { of: DUE, type: 'text' },
  signature: {
    of: `CASE WHEN waits_since IS NOT NULL THEN 'checked' WHEN verb IN (${SIGNING}) THEN 'asked' END`,
    type: 'text',
  },
  unread: { of: '(opened_at IS NULL)', type: 'boolean' },
  onBehalfOf: { of: 'employee_id', type: 'uuid' },
};
export type Facet = keyof typeof FACETS;
export const FACET_NAMES = Object.keys(FACETS) as readonly Facet[];

/** The words that are searched for: one more parameter. A filter that is not asked for is null and met by all. */
export const searched = (words: string) =>
  `(${words}::text IS NULL OR search_words @@ ${words}::text::tsquery)`;

/** A row meets the search and all filters, whose parameters begin at `$first`: those of `valuesOf`. */
export function narrowed(first: number): string {
  const met = FACET_NAMES.map((facet, place) => {
    const { of, type } = FACETS[facet];
    return `($${first + 1 + place}::${type} IS NULL OR ${of} = $${first + 1 + place})`;
  });
  return [searched(`$${first}`), ...met].join(' AND ');
}

/** Parameters of a search and all filters. */
export function valuesOf({ q, ...filters }: Narrowing): unknown[] {
  return [q ? taskCondition(q) : null, ...FACET_NAMES.map((facet) => filters[facet] ?? null)];
}

export function narrows({ q, ...filters }: Narrowing): boolean {
  return Boolean(q) || FACET_NAMES.some((facet) => filters[facet] !== undefined);
}
