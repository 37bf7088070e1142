import type { ActKind, ActView, VersionState } from '#contracts';
import type { MessageId } from '../../../i18n/ids';
import { ACT_KIND_WORDS } from '../../../i18n/words';
import { STATE_LOOKS } from '../state-looks';

/** What the list is narrowed to; it stands in the address, so that a view can be kept and sent. */
export interface ActFilters {
  q?: string | undefined;
  kind?: ActKind | undefined;
  state?: VersionState | undefined;
  view?: ActView | undefined;
  /** Of the archive alone */
  archived?: true | undefined;
}

export const KINDS = Object.keys(ACT_KIND_WORDS) as readonly ActKind[];
/** A discarded draft is in no list. */
export const STATES = (Object.keys(STATE_LOOKS) as VersionState[]).filter((state) => state !== 'discarded');

/** What each way to look at the list is called. */
export const VIEW_WORDS: Readonly<Record<ActView, MessageId>> = {
  mine: 'agreements.list.view.mine',
  my_body: 'agreements.list.view.my_body',
  waiting: 'agreements.list.view.waiting',
  late: 'agreements.list.view.late',
  with_remarks: 'agreements.list.view.with_remarks',
};
export const VIEWS = Object.keys(VIEW_WORDS) as readonly ActView[];

const MAX_QUERY = 200;

/** Filters from an address; whatever else stands there is left out. */
export function readFilters(search: Record<string, unknown>): ActFilters {
  // A number typed as a query is read as one by the router.
  const q = typeof search.q === 'number' ? String(search.q) : search.q;
  return {
    q: typeof q === 'string' && q.trim() !== '' ? q.slice(0, MAX_QUERY) : undefined,
    kind: KINDS.find((kind) => kind === search.kind),
    state: STATES.find((state) => state === search.state),
    view: VIEWS.find((view) => view === search.view),
    archived: search.archived === true || undefined,
  };
}

export function isFiltered({ q, kind, state, view, archived }: ActFilters): boolean {
  return [q, kind, state, view, archived].some((filter) => filter !== undefined);
}
