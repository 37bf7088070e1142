/** When the portal comes again to an EDMS that did not take a package. */

const FIRST_PAUSE_S = 30;
const LONGEST_PAUSE_S = 3600;
/** After so many days it is given up; somebody may begin anew. */
export const LONGEST_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** @param attempts how many there were */
export function nextTry(now: Date, attempts: number): Date {
  const seconds = Math.min(FIRST_PAUSE_S * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_S);
  return new Date(now.getTime() + seconds * 1000);
}

/** Whether a package that was begun then is given up now. */
export function isOver(now: Date, startedAt: Date): boolean {
  return now.getTime() - startedAt.getTime() >= LONGEST_DAYS * DAY_MS;
}
