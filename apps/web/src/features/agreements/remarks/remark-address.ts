import type { RemarkKind, RemarkState } from '#contracts';
import { REMARK_KIND_WORDS, REMARK_STATE_WORDS } from './remark-words';

/** What the register is narrowed to; it stands in the address, so that a view can be kept and sent. */
export interface RemarkFilters {
  q?: string | undefined;
  /** Id of the body */
  body?: string | undefined;
  kind?: RemarkKind | undefined;
  state?: RemarkState | undefined;
  /** Ordinal of the version on which it was made */
  version?: number | undefined;
  /** Id of a remark: those at its place */
  place?: string | undefined;
  /** Those that wait for the reader alone */
  mine?: true | undefined;
}

export const KINDS = Object.keys(REMARK_KIND_WORDS) as readonly RemarkKind[];
/** Drafts are in no register. */
export const SHOWN_STATES = (Object.keys(REMARK_STATE_WORDS) as RemarkState[]).filter(
  (state) => state !== 'draft',
);
const MAX_QUERY = 200;

/** Filters from an address; whatever else stands there is left out. */
export function readRemarkFilters(search: Record<string, unknown>): RemarkFilters {
  const text = (value: unknown) => {
    // A number typed as a query is read as one by the router.
    const words = typeof value === 'number' ? String(value) : value;
    return typeof words === 'string' && words.trim() !== '' ? words.slice(0, MAX_QUERY) : undefined;
  };
  const { version } = search;
  return {
    q: text(search.q),
    body: text(search.body),
    kind: KINDS.find((kind) => kind === search.kind),
    state: SHOWN_STATES.find((state) => state === search.state),
    version: typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : undefined,
    place: text(search.place),
    mine: search.mine === true || undefined,
  };
}
