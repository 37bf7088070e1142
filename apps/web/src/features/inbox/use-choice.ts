import { useState } from 'react';
import type { InboxItem } from '#contracts';
import { allOrNone, NONE, toggled, upTo, without } from './chosen';

/** A choice among items, and what the keys and the boxes of the rows do with it. */
export interface Choice {
  /** Those of the items that are chosen */
  readonly chosen: readonly InboxItem[];
  readonly most: number;
  /** All that can be chosen */
  readonly items: readonly InboxItem[];
  has: (id: string) => boolean;
  can: (id: string) => boolean;
  toggle: (id: string) => void;
  /** All from the last one chosen to this one; or from another, which may be none of the items */
  extend: (id: string, from?: string | null) => void;
  toggleAll: () => void;
  /** What is dealt with is chosen no more, though it should come back. */
  leave: (gone: readonly InboxItem[]) => void;
}

/** @param items in the order of the list; what has left it is left out of the choice */
export function useChoice(items: readonly InboxItem[], most: number): Choice {
  const [ever, setEver] = useState(NONE);
  const there = new Set(items.map(({ id }) => id));
  const now = { ...ever, ids: new Set([...ever.ids].filter((id) => there.has(id))) };
  return {
    chosen: items.filter(({ id }) => now.ids.has(id)),
    most,
    items,
    has: (id) => now.ids.has(id),
    can: (id) => there.has(id),
    toggle: (id) => setEver(toggled(now, id, most)),
    extend: (id, from = now.last) => setEver(upTo({ ...now, last: from }, id, items, most)),
    toggleAll: () => setEver(allOrNone(now, items, most)),
    leave: (gone) => setEver((before) => without(before, gone)),
  };
}
