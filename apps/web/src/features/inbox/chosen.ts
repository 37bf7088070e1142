import type { InboxItem } from '#contracts';

/** As many are signed at once: what one can still review. */
export const MOST_SIGNED = 20;
/** As many are read at once: what the portal takes at a time. */
export const MOST_READ = 100;

/** What is chosen of a list: ids, and the one that was chosen last. */
export interface Chosen {
  readonly ids: ReadonlySet<string>;
  readonly last: string | null;
}

export const NONE: Chosen = { ids: new Set(), last: null };

/** Takes an item into the choice, or out of it; a full choice takes no more. */
export function toggled({ ids }: Chosen, id: string, most: number): Chosen {
  const next = new Set(ids);
  if (!next.delete(id) && next.size < most) next.add(id);
  return { ids: next, last: id };
}

/** Takes in all from the one that was chosen last to this one, in whichever direction; a full choice takes no more. */
export function upTo(chosen: Chosen, id: string, items: readonly InboxItem[], most: number): Chosen {
  const places = [chosen.last, id].map((one) => items.findIndex((item) => item.id === one));
  const [from = -1, to = -1] = places;
  if (to < 0) return chosen;
  const between = items.slice(Math.min(...places), Math.max(...places) + 1);
  const wanted = from < 0 ? items.slice(to, to + 1) : from > to ? between.toReversed() : between;
  const ids = new Set(chosen.ids);
  for (const item of wanted) if (ids.size < most) ids.add(item.id);
  return { ids, last: id };
}

/** The choice without what is dealt with. */
export function without({ ids, last }: Chosen, gone: readonly InboxItem[]): Chosen {
  const left = new Set(ids);
  for (const { id } of gone) left.delete(id);
  return { ids: left, last };
}

/** All that can be chosen, the first of the list first; nothing where they are all chosen already. */
export function allOrNone({ ids }: Chosen, items: readonly InboxItem[], most: number): Chosen {
  const all = items.slice(0, most).map(({ id }) => id);
  return all.every((id) => ids.has(id)) ? NONE : { ids: new Set(all), last: null };
}
