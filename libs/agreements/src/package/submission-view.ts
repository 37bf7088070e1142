import type { Submission } from '#contracts';
import type { Actor } from '#kernel';
import { type ActFacts, isOfDeveloper } from '../acts/draft-acts.policy.js';

interface FoundSubmission extends ActFacts {
  readonly version: { readonly submission: Submission | null };
}

/**
 * The submission as a reader may see it. The developer body sees all of it; the Office what came to it, with its own steps;
 * others, once it has gone there, how far it is. How the developer's EDMS fares is that body's affair.
 */
export function submissionFor(actor: Actor, found: FoundSubmission): Submission | null {
  const { submission } = found.version;
  if (submission === null || isOfDeveloper(actor, found)) return submission;
  if (submission.dispatchedAt === null) return null;
  const isOffice = actor.body.id === submission.office.id;
  const received: Submission = { ...submission, wayMissing: false, delivery: null };
  if (isOffice) return received;
  return {
    ...received,
    letter: null,
    letterFile: false,
    package: null,
    reason: null,
    steps: [],
  };
}
