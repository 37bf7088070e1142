/** What the record is narrowed to; it stands in the address, so that a view can be kept and sent. */
export interface RecordSearch {
  /** First and last day, `YYYY-MM-DD`. */
  from?: string | undefined;
  until?: string | undefined;
  person?: string | undefined;
  body?: string | undefined;
  action?: string | undefined;
  kind?: string | undefined;
  thing?: string | undefined;
}

const KEYS = [
  'from',
  'until',
  'person',
  'body',
  'action',
  'kind',
  'thing',
] as const satisfies readonly (keyof RecordSearch)[];

// Each is always named: the router lays this over the raw search, where other words would stay.
/** What an address narrows the record to; whatever else stands there is left out. */
export function readSearch(search: Record<string, unknown>): RecordSearch {
  const texts = KEYS.map((key) => {
    const value = search[key];
    return [key, typeof value === 'string' && value !== '' ? value : undefined] as const;
  });
  return Object.fromEntries(texts);
}

export function isNarrowed(search: RecordSearch): boolean {
  return KEYS.some((key) => search[key] !== undefined);
}
