/** How long an attempt at an EDMS may take, milliseconds. */
export interface EdmsTimes {
  /** Without a byte. */
  readonly idleMs: number;
  /** In all. */
  readonly totalMs: number;
  /** How long no other worker takes a package that is in one's hand: longer than an attempt and the mark of what it came to. */
  readonly claimMs: number;
}

export const EDMS_TIMES = Symbol('EDMS_TIMES');

const MINUTE_MS = 60_000;
export const USUAL_EDMS_TIMES: EdmsTimes = {
  idleMs: MINUTE_MS / 2,
  totalMs: 10 * MINUTE_MS,
  claimMs: 11 * MINUTE_MS,
};
