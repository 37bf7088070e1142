import type { PersonRef, StepKind, UnitRef } from '#contracts';
import type { Actor } from '#kernel';
import type { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import type { Review } from './review.entity.js';
import type { RouteStep } from './route-step.entity.js';

/** A step with everything around it, locked for a decision. */
export interface StepContext {
  readonly act: DraftAct;
  readonly version: ActVersion;
  readonly step: RouteStep;
  /** Who decides it, as himself or in another's stead. */
  readonly actor: Actor;
}
/** A review with everything around it, locked. */
export interface ReviewContext {
  readonly act: DraftAct;
  readonly version: ActVersion;
  readonly review: Review;
}
/** Around a step that is called off; with the review whose it is. */
export interface CalledOff {
  readonly act: DraftAct;
  readonly version: ActVersion;
  readonly review?: Review;
}
export type ReviewStepContext = StepContext & ReviewContext;

/** What is done with a step: going on, or back. */
export type Deed = 'decide' | 'return';

/** A step that is to be opened. */
export interface NewStep {
  readonly act: DraftAct;
  readonly version: ActVersion;
  /** In whose route it stands. */
  readonly bodyId: string;
  /** Absent inside the developer body. */
  readonly reviewId?: string;
  /** On the way to the Office, and there. */
  readonly submissionId?: string;
  readonly kind: StepKind;
  /** Of the version's plan; absent inside an approving body. */
  readonly planKey?: string;
  readonly unit?: UnitRef;
  readonly assignees: readonly PersonRef[];
  readonly round: number;
  readonly dueAt: Date | null;
  /** The day that was named for a unit's answer. */
  readonly until?: string | null;
}
