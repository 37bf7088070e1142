/**
 * A bucket of tokens for each key: it fills up steadily, each request takes one, and who finds none has to wait. Of a bucket
 * only the moment is kept at which it will be full again (as the generic cell rate algorithm of ITU-T I.371 does).
 */
export class TokenBuckets {
  private readonly fullAt = new Map<string, number>();

  /**
   * @param most tokens of a full bucket
   * @param intervalMs milliseconds in which a token comes
   * @param mostKeys that are remembered; the one that has asked for nothing longest is forgotten first
   */
  constructor(
    private readonly most: number,
    private readonly intervalMs: number,
    private readonly mostKeys: number,
  ) {}

  /** Takes a token. @returns 0, or milliseconds until there will be one. @param now milliseconds of one clock */
  take(key: string, now: number): number {
    const empty = now + this.most * this.intervalMs;
    const known = this.fullAt.get(key);
    // Re-entered at the end, so that the first one in the map is the one that has been quiet longest.
    if (known !== undefined) this.fullAt.delete(key);
    else if (this.fullAt.size >= this.mostKeys) this.forgetQuietest();
    // Fuller later than an empty one: the clock was set back, and what was counted before says nothing any more.
    const before = known === undefined || known > empty ? now : Math.max(known, now);
    const after = before + this.intervalMs;
    this.fullAt.set(key, after > empty ? before : after);
    return Math.max(0, after - empty);
  }

  private forgetQuietest(): void {
    const [quietest] = this.fullAt.keys();
    if (quietest !== undefined) this.fullAt.delete(quietest);
  }
}
