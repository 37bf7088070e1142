import type { InboxItem } from '#contracts';

/** As many are signed at once: what one can still review. */
export const MOST_CHOSEN = 20;

/** Takes an item into the choice, or out of it; a full choice takes no more. */
export function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id) && next.size < MOST_CHOSEN) next.add(id);
  return next;
}

/** All that can be chosen, the nearest terms first; nothing where they are all chosen already. */
export function allOrNone(chosen: ReadonlySet<string>, items: readonly InboxItem[]): ReadonlySet<string> {
  const all = items.slice(0, MOST_CHOSEN).map(({ id }) => id);
  return all.every((id) => chosen.has(id)) ? new Set() : new Set(all);
}
