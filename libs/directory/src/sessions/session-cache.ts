const MOST_SESSIONS = 10_000;
/** How old an answer may be. Sessions that end are forgotten at once; this covers what nobody announced. */
const FRESH_MS = 5_000;

interface CachedSession {
  readonly id: string;
  /** From then on it says something else, by the clock alone. */
  readonly actor: { readonly rightsChangeAt: Date | null };
}

/** Sessions as last read from the database, the least recently used forgotten first. */
export class SessionCache<Session extends CachedSession> {
  private readonly entries = new Map<string, { session: Session; freshUntil: number }>();
  private forgotten = 0;

  get(key: string, now: number): Session | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    if (now >= entry.freshUntil) return undefined;
    this.entries.set(key, entry);
    return entry.session;
  }

  /** Changes whenever something is forgotten: what was read before that may be out of date. */
  get generation(): number {
    return this.forgotten;
  }

  /** @param generation as it was before the session was read */
  put(key: string, session: Session, now: number, generation: number): void {
    if (generation !== this.forgotten) return;
    const changesAt = session.actor.rightsChangeAt?.getTime() ?? Number.POSITIVE_INFINITY;
    this.entries.set(key, { session, freshUntil: Math.min(now + FRESH_MS, changesAt) });
    if (this.entries.size <= MOST_SESSIONS) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  forget(sessionId: string): void {
    this.forgotten += 1;
    for (const [key, entry] of this.entries) if (entry.session.id === sessionId) this.entries.delete(key);
  }

  clear(): void {
    this.forgotten += 1;
    this.entries.clear();
  }
}
