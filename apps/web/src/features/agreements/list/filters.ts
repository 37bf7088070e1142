import type { ActKind, ActView, Counted, VersionState } from '#contracts';
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
  /** The acts of a figure of the board; it takes the place of a view. */
  counted?: Counted | undefined;
  /** Of that figure: a unit's id, or `none` */
  unit?: string | undefined;
  period?: string | undefined;
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
  const counted = isCounted(search.counted) ? search.counted : undefined;
  return {
    q: typeof q === 'string' && q.trim() !== '' ? q.slice(0, MAX_QUERY) : undefined,
    kind: KINDS.find((kind) => kind === search.kind),
    state: STATES.find((state) => state === search.state),
    view: VIEWS.find((view) => view === search.view),
    archived: search.archived === true || undefined,
    counted,
    unit: counted && typeof search.unit === 'string' && UNIT.test(search.unit) ? search.unit : undefined,
    period: counted && readPeriod(search.period),
  };
}

const isCounted = (figure: unknown): figure is Counted =>
  typeof figure === 'string' &&
  /^(developed|reviewed)\.(in_work|late|settled|with_remarks|refused)$/.test(figure);

const UNIT = /^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A period from an address; whether it is one, the portal says. */
export function readPeriod(period: unknown): string | undefined {
  return typeof period === 'string' && /^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/.test(period)
    ? period
    : undefined;
}

export function isFiltered({ q, kind, state, view, archived, counted }: ActFilters): boolean {
  return [q, kind, state, view, archived, counted].some((filter) => filter !== undefined);
}
