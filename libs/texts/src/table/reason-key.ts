/** Names a row of a comparison: what a reason is given for. */
export function reasonKey(old: string | null, fresh: string | null): string {
  return `${old ?? ''} ${fresh ?? ''}`;
}
