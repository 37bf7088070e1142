import type { RemarkState, RemarkThread } from '#contracts';
import { type RemarkFilters, SHOWN_STATES } from './remark-address';

export const isNarrowed = (filters: RemarkFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined);

/**
 * @param places the first remark at the place of each, as `placesOf` has it
 * @param find makes words forgiving: ә as а, қ as к
 */
export function narrowed(
  items: readonly RemarkThread[],
  { q, body, kind, state, version, place, mine }: RemarkFilters,
  places: ReadonlyMap<string, string>,
  find: (text: string) => string,
): RemarkThread[] {
  const wanted = find(q ?? '');
  return items.filter(
    (one) =>
      (body === undefined || one.body.id === body) &&
      (kind === undefined || one.kind === kind) &&
      (state === undefined || one.state === state) &&
      (version === undefined || one.version === version) &&
      (place === undefined || (places.has(place) && places.get(one.id) === places.get(place))) &&
      (mine === undefined || one.can.answer || one.can.reply) &&
      (wanted === '' ||
        find(
          [
            one.point,
            one.text,
            one.proposal,
            one.place?.excerpt,
            ...one.turns.map(({ reasons }) => reasons),
          ].join(' '),
        ).includes(wanted)),
  );
}

/** How many stand at each state, in order of the way. */
export function countsOf(items: readonly RemarkThread[]): { state: RemarkState; count: number }[] {
  return SHOWN_STATES.flatMap((state) => {
    const count = items.filter((one) => one.state === state).length;
    return count > 0 ? [{ state, count }] : [];
  });
}
