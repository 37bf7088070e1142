import type { Step, Version } from '#contracts';
import { stands } from './outcomes.js';

/**
 * The steps of a version that count: of the developer body the passage that let it go, of each approving body the passage
 * that was signed. All of them are about the same files. A draft has none: what was signed was returned, and may change.
 */
export function standingSteps({
  state,
  steps,
  reviews,
  dispatchedAt,
}: Pick<Version, 'state' | 'steps' | 'reviews' | 'dispatchedAt'>): Step[] {
  // Of what was withdrawn before it went to others nobody can tell whether it was being reworked.
  if (state === 'draft' || (state === 'withdrawn' && dispatchedAt === null)) return [];
  return [...lastPassage(steps), ...reviews.flatMap(({ inner }) => passageThatCounts(inner?.steps ?? []))];
}

const lastRound = (steps: readonly Step[]): number => Math.max(...steps.map(({ round }) => round));

function lastPassage(steps: readonly Step[]): Step[] {
  const last = lastRound(steps);
  return steps.filter(({ state, round }) => state === 'done' && round === last);
}

function passageThatCounts(steps: readonly Step[]): Step[] {
  const last = lastRound(steps);
  return steps.filter((step) => step.state === 'done' && stands(step, last));
}
