import type { ImportKind } from '#contracts';

export interface DirectorySearch {
  /** What people are looked for by; it stands in the address, so that the way back leads to what was found. */
  q?: string | undefined;
  /** Only people of this body */
  body?: string | undefined;
}

const MAX_QUERY = 200;

/** The directory as an address asks for it; whatever else stands there is left out. */
export function readDirectorySearch({ q, body }: Record<string, unknown>): DirectorySearch {
  // A telephone number typed as a query is read as a number by the router.
  const text = typeof q === 'number' ? String(q) : q;
  return {
    q: typeof text === 'string' && text.trim() !== '' ? text.slice(0, MAX_QUERY) : undefined,
    body: typeof body === 'string' ? body : undefined,
  };
}

export interface ImportSearch {
  /** Whose part; the reader's own body where left out */
  body?: string | undefined;
  kind?: ImportKind | undefined;
  /** The import that is at work */
  id?: string | undefined;
}

const KINDS: readonly ImportKind[] = ['people', 'units', 'bodies'];

/** As `readDirectorySearch`, of the page of import and export. */
export function readImportSearch({ body, kind, id }: Record<string, unknown>): ImportSearch {
  return {
    body: typeof body === 'string' ? body : undefined,
    kind: KINDS.find((one) => one === kind),
    id: typeof id === 'string' ? id : undefined,
  };
}
