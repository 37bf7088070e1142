import { forgiving } from '../forgiving.js';
import type { RemarkKind, RemarkState } from './remark-machine.js';
import type { RemarkThread } from './remarks.js';

/** What the register of remarks is narrowed to, on the screen and in the table that is taken away. */
export interface RemarkNarrowing {
  /** Words of the remark, its proposal, its place or what was said to it. */
  readonly q?: string | undefined;
  /** Id of the body. */
  readonly body?: string | undefined;
  readonly kind?: RemarkKind | undefined;
  readonly state?: RemarkState | undefined;
  /** Ordinal of the version on which it was made. */
  readonly version?: number | undefined;
  /** Id of a remark: those at its place. */
  readonly place?: string | undefined;
  /** Those that wait for the reader alone. */
  readonly mine?: boolean | undefined;
}

/** @param places the first remark at the place of each, as `placesOf` has it */
export function narrowedRemarks(
  items: readonly RemarkThread[],
  { q, body, kind, state, version, place, mine }: RemarkNarrowing,
  places: ReadonlyMap<string, string>,
): RemarkThread[] {
  const wanted = forgiving(q ?? '');
  return items.filter(
    (one) =>
      (body === undefined || one.body.id === body) &&
      (kind === undefined || one.kind === kind) &&
      (state === undefined || one.state === state) &&
      (version === undefined || one.version === version) &&
      (place === undefined || (places.has(place) && places.get(one.id) === places.get(place))) &&
      (!mine || one.can.answer || one.can.reply) &&
      (wanted === '' || forgiving(saidIn(one)).includes(wanted)),
  );
}

function saidIn({ point, text, proposal, place, turns }: RemarkThread): string {
  return [point, text, proposal, place?.excerpt, ...turns.map(({ reasons }) => reasons)].join(' ');
}
