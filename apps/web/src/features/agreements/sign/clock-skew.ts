/** More than this between the two clocks is shown before anything is signed (775:62.3). */
const SHOWN_FROM_MS = 60_000;

/**
 * How far this computer's clock is ahead of the portal's, in whole minutes; negative: behind. Null while the difference
 * does not matter. The portal's moment lies between the question and its answer, so half of that time is allowed for.
 * @param asked when the question left, ms since 1970 by this computer
 * @param answered when the answer was here
 * @param serverTime the portal's clock in between, ISO 8601
 */
export function skewOf(asked: number, answered: number, serverTime: string): number | null {
  const ahead = (asked + answered) / 2 - Date.parse(serverTime);
  const waited = (answered - asked) / 2;
  if (Math.abs(ahead) - waited <= SHOWN_FROM_MS) return null;
  return Math.sign(ahead) * Math.max(1, Math.round(Math.abs(ahead) / 60_000));
}
