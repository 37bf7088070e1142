import type { ActCan, ReviewState, StepKind, VersionState } from '#contracts';
import type { Actor, HeldPost, PostHolder } from '#kernel';

/** Who may do what with a draft act. Facts in, answers out; nothing is asked of the database here. */

export interface ActFacts {
  readonly developerBodyId: string;
  readonly initiatorId: string;
  readonly scopes: readonly string[];
}

export interface VersionFacts {
  readonly state: VersionState;
  /** The newest version of the act. */
  readonly newest: boolean;
  readonly dispatched: boolean;
  readonly hasSheet: boolean;
  /** Somebody signed it as it is now. */
  readonly signed: boolean;
}

export interface ReviewFacts {
  readonly bodyId: string;
  readonly state: ReviewState;
  readonly responsibleHeadId: string | null;
  readonly executorId: string | null;
}

/** The act is open to the actor when one of his scopes is among its own. To all others it does not exist. */
export function canRead(actor: Actor, act: ActFacts): boolean {
  return act.scopes.some((scope) => actor.scopes.includes(scope));
}

/** The same rule for lists: `param` is the place of `actor.scopes` among the values of the query. */
export function visibleTo(param: string): string {
  return `act.scopes && ${param}::uuid[]`;
}

/** The developer body sees every version; others those that were dispatched (775:15). */
export function canReadVersion(actor: Actor, act: ActFacts, version: { dispatched: boolean }): boolean {
  return canRead(actor, act) && (version.dispatched || isOfDeveloper(actor, act));
}

export function isOfDeveloper(actor: Actor, act: ActFacts): boolean {
  return actor.body.id === act.developerBodyId;
}

/** The route inside an approving body: its own people always, others when it is settled (775:17.1). */
export function canReadInner(actor: Actor, review: Pick<ReviewFacts, 'bodyId' | 'state'>): boolean {
  return review.state === 'settled' || review.bodyId === actor.body.id;
}

/** The responsible unit's head may give the work to another executor while it is being done. */
export function canHandOver(actor: Actor, review: ReviewFacts | undefined): boolean {
  return review?.state === 'in_work' && review.responsibleHeadId === actor.employeeId;
}

/** Does somebody still hold the post in which a step of this kind is decided (775:15-18)? */
export function holdsPost(
  holder: PostHolder,
  step: { kind: StepKind; bodyId: string; unitId: string | undefined },
): boolean {
  return holder.body.id === step.bodyId && holder.posts.some((post) => decides(post, step));
}

function decides(
  { postKind, unit }: HeldPost,
  step: { kind: StepKind; unitId: string | undefined },
): boolean {
  switch (step.kind) {
    case 'legal_visa':
      return postKind === 'unit_head' && unit.kind === 'legal';
    case 'developer_signature':
    case 'body_signature':
      return postKind === 'head_of_body';
    case 'assignment':
      return postKind === 'head_of_body' || postKind === 'deputy_head';
    case 'registration':
      return unit.kind === 'documentation';
    case 'unit_agreement':
    case 'opinion':
    case 'outcome_agreement':
      return postKind === 'unit_head' && unit.id === step.unitId;
    case 'outcome':
      return true; // the executor is named by person; he only has to be of the body still
  }
}

/** Whoever belongs to a body with a documentation service may draft: that body takes part in agreeing. */
export function canCreate(actor: Actor): boolean {
  return actor.body.takesPart;
}

/** What decides about the mark "for official use" of an act (775:3). */
export interface MarkFacts extends ActFacts {
  readonly officialUse: boolean;
  /** Given at the first dispatch. */
  readonly number: string | null;
}

/** The initiator and, in any body, its management and the executor name who else may open a marked act. */
export function canNameReaders(actor: Actor, act: MarkFacts, executorId: string | null | undefined): boolean {
  const manages = actor.posts.some(
    ({ postKind }) => postKind === 'head_of_body' || postKind === 'deputy_head',
  );
  const may = act.initiatorId === actor.employeeId || manages || executorId === actor.employeeId;
  return act.officialUse && canRead(actor, act) && may;
}

/** Before any other body has the act, and while nobody is asked to sign it. */
export function canRemoveMark(actor: Actor, act: MarkFacts, state: VersionState): boolean {
  return act.officialUse && act.initiatorId === actor.employeeId && state === 'draft' && act.number === null;
}

/** Who looked at a marked act: its initiator sees it, and the management of each body. Undefined: the act does not exist for the actor. */
export function canReadReadings(actor: Actor, act: MarkFacts): boolean | undefined {
  return canRead(actor, act) ? canNameReaders(actor, act, undefined) : undefined;
}

/** What the actor may do with the version that he is shown. */
export function can(actor: Actor, act: MarkFacts, version: VersionFacts, ownReview?: ReviewFacts): ActCan {
  const initiates = act.initiatorId === actor.employeeId && version.newest;
  const isDraft = version.state === 'draft';
  const onTheWay =
    version.state === 'units' || version.state === 'legal_visa' || version.state === 'head_signature';
  const reworkable = version.state === 'with_remarks' || version.state === 'refused';
  return {
    edit: initiates && isDraft,
    send: initiates && isDraft,
    discard: initiates && isDraft,
    recall: initiates && onTheWay,
    placeNewVersion: initiates && reworkable,
    readSheet: version.hasSheet && canReadVersion(actor, act, version),
    exportContainer: version.signed && canReadVersion(actor, act, version),
    handOver: version.newest && canHandOver(actor, ownReview),
    nameReaders: canNameReaders(actor, act, ownReview?.executorId),
    removeMark: version.newest && canRemoveMark(actor, act, version.state),
    readReadings: canReadReadings(actor, act) ?? false,
  };
}
