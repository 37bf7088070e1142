import type { InboxNarrowing, InboxOrder } from '#contracts';
import { GROUP_WORDS, ROOM_WORDS, SIGNATURE_WORDS, VERB_WORDS } from './inbox-words';

/** What waits for an action, what came for information, what was done. */
export type InboxTab = 'action' | 'information' | 'done';

/** What the inbox shows; it stands in the address, so that a view can be kept and sent. */
export interface InboxSearch extends Partial<Omit<InboxNarrowing, 'needs' | 'unread'>> {
  /** Left out for what needs action, which comes first. */
  needs?: Exclude<InboxTab, 'action'> | undefined;
  unread?: true | undefined;
  /** Left out for the order that the section has by itself. */
  order?: InboxOrder | undefined;
}

const keysOf = <Key extends string>(words: Readonly<Record<Key, string>>) =>
  Object.keys(words) as readonly string[] as readonly Key[];
export const VERBS = keysOf(VERB_WORDS);
export const TERMS = keysOf(GROUP_WORDS);
export const SIGNATURES = keysOf(SIGNATURE_WORDS);
const ROOMS = keysOf(ROOM_WORDS);
const TABS = ['information', 'done'] as const;
const ORDERS: readonly InboxOrder[] = ['term', 'newest'];

const MAX_QUERY = 200;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The inbox as an address asks for it; whatever else stands there is left out. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const ofId = (asked: unknown) => (typeof asked === 'string' && ID.test(asked) ? asked : undefined);
  // A number typed as a query is read as one by the router.
  const q = typeof search.q === 'number' ? String(search.q) : search.q;
  const one = <Value>(values: readonly Value[], asked: unknown) => values.find((value) => value === asked);
  // All are always named: the router lays this over the raw search, where another word would stay.
  return {
    needs: one(TABS, search.needs),
    q: typeof q === 'string' && q.trim() !== '' ? q.slice(0, MAX_QUERY) : undefined,
    room: one(ROOMS, search.room),
    verb: one(VERBS, search.verb),
    bodyId: ofId(search.bodyId),
    due: one(TERMS, search.due),
    signature: one(SIGNATURES, search.signature),
    unread: search.unread === true || undefined,
    onBehalfOf: ofId(search.onBehalfOf),
    order: one(ORDERS, search.order),
  };
}

/** By term what must be done by a term; news have none. */
export function orderOf({ needs, order }: InboxSearch): InboxOrder {
  return order ?? (needs === 'information' ? 'newest' : 'term');
}

/** What the list is narrowed to, without the words that are searched for. */
export function filtersOf({ room, verb, bodyId, due, signature, unread, onBehalfOf }: InboxSearch) {
  return { room, verb, bodyId, due, signature, unread, onBehalfOf };
}

/** How many filters there are, without the words. */
export function filterCount(search: InboxSearch): number {
  return Object.values(filtersOf(search)).filter((value) => value !== undefined).length;
}

export function isNarrowed(search: InboxSearch): boolean {
  return search.q !== undefined || filterCount(search) > 0;
}

/** The same section and order with nothing left out. */
export function cleared({ needs, order }: InboxSearch): InboxSearch {
  return { needs, order };
}
