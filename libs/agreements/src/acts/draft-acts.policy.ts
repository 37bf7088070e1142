import {
  type ActCan,
  type Decider,
  type DeliveryState,
  type ReviewState,
  type StepKind,
  type StepState,
  type SubmissionState,
  targetOf,
  VERSION_MACHINE,
  type VersionState,
} from '#contracts';
import { type Actor, actingAs, type HeldPost, holderOf, holdersIn, type PostHolder, scopesIn } from '#kernel';

/** Who may do what with a draft act. Facts in, answers out; nothing is asked of the database here. */

const ROOM = 'agreements';

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
  readonly submission: SubmissionState | null;
  /** Null where the body has no way to its EDMS, or nothing is to be handed over yet. */
  readonly delivery: DeliveryState | 'none' | null;
  readonly archived: boolean;
}

export interface ReviewFacts {
  readonly bodyId: string;
  readonly state: ReviewState;
  readonly responsibleHeadId: string | null;
  readonly executorId: string | null;
}

/** The review of the actor's own body. */
export interface OwnReviewFacts extends ReviewFacts {
  /** It has asked for more time, and the developer has not decided. */
  readonly asksForTime: boolean;
}

/** The act is open to the actor when one of his scopes in the room is among its own. To all others it does not exist. */
export function canRead(actor: Actor, act: ActFacts): boolean {
  const scopes = readsWith(actor);
  return act.scopes.some((scope) => scopes.includes(scope));
}

/** What the actor reads acts with, and in whose stead. */
export const readsWith = (actor: Actor): string[] => scopesIn(actor, ROOM);

/** The ids that the actor is known by in the room: his own, and those of everybody in whose stead he acts. */
export const knownAs = (actor: Actor): string[] => holdersIn(actor, ROOM).map(({ employeeId }) => employeeId);

/** The same rule for lists: `param` is the place of `readsWith(actor)` among the values of the query. */
export function visibleTo(param: string): string {
  return `act.scopes && ${param}::uuid[]`;
}

/** The developer body sees every version; others those that were dispatched (775:15). */
export function canReadVersion(actor: Actor, act: ActFacts, version: { dispatched: boolean }): boolean {
  return canRead(actor, act) && (version.dispatched || isOfDeveloper(actor, act));
}

/** Is he of the body that develops the act? It sees versions that were not dispatched, and all terms. */
export function isOfDeveloper(actor: Actor, act: ActFacts): boolean {
  return actor.body.id === act.developerBodyId;
}

/** The route inside an approving body: its own people always, others when it is settled (775:17.1). */
export function canReadInner(actor: Actor, review: Pick<ReviewFacts, 'bodyId' | 'state'>): boolean {
  return review.state === 'settled' || review.bodyId === actor.body.id;
}

/** The responsible unit's head may give the work to another executor while it is being done. */
export function canHandOver(actor: Actor, review: ReviewFacts | undefined): boolean {
  return review?.state === 'in_work' && actingForOne(actor, review.responsibleHeadId) !== undefined;
}

/** Of a body that considers the act: whoever registers in it, while nothing is proposed, corrects to whom it went (775:16). */
export function canReaddress(actor: Actor, review: ReviewFacts | undefined): Actor | undefined {
  if (review?.state !== 'registered' && review?.state !== 'in_work') return undefined;
  const { bodyId } = review;
  const holder = holdersIn(actor, ROOM).find((one) =>
    holdsPost(one, { kind: 'registration', bodyId, unitId: undefined }),
  );
  return holder && actingAs(actor, holder);
}

/** The executor asks one more unit while he has not proposed an outcome (775:17). */
export function canAskUnit(actor: Actor, review: ReviewFacts | undefined): Actor | undefined {
  return review?.state === 'in_work' ? actingForOne(actor, review.executorId) : undefined;
}

/** What a unit is asked for, as far as it depends on it whether the executor may go on without it. */
export interface AskedOpinion {
  readonly kind: StepKind;
  readonly state: StepState;
  /** Moments as text or as they are in the database. */
  readonly dueAt: Date | string | null;
  readonly passedOverAt: Date | string | null;
}

/** Does the executor wait for it? */
export const isAwaited = ({ kind, state, passedOverAt }: AskedOpinion): boolean =>
  kind === 'opinion' && state === 'open' && passedOverAt === null;

/** Whoever waits for units alone that have all let their term pass may go on without them (775:17). */
export function areSilent(steps: readonly AskedOpinion[], now: Date): boolean {
  const awaited = steps.filter(isAwaited);
  return awaited.length > 0 && awaited.every(({ dueAt }) => dueAt !== null && new Date(dueAt) < now);
}

/** Of a body that is asked: its executor, whoever heads the responsible unit, its management and documentation service name another body. */
export function canSuggest(actor: Actor, review: ReviewFacts): Actor | undefined {
  const isAsked =
    review.bodyId === actor.body.id && review.state !== 'settled' && review.state !== 'withdrawn';
  if (!isAsked) return undefined;
  const works = actingForOne(actor, review.executorId) ?? actingForOne(actor, review.responsibleHeadId);
  const serves = actor.posts.some(
    ({ postKind, unit }) =>
      postKind === 'head_of_body' || postKind === 'deputy_head' || unit.kind === 'documentation',
  );
  return works ?? (serves || actor.duties.includes('documentation_officer') ? actor : undefined);
}

/** The actor as he acts for this person: as himself, or in the person's stead; undefined where he does neither. */
export function actingForOne(actor: Actor, employeeId: string | null): Actor | undefined {
  const holder = holdersIn(actor, ROOM).find((one) => one.employeeId === employeeId);
  return holder && actingAs(actor, holder);
}

/** A step as whose turn it is depends on it. */
export interface StepFacts {
  readonly kind: StepKind;
  /** In whose route it stands. */
  readonly bodyId: string;
  readonly unitId: string | undefined;
  readonly assigneeIds: readonly string[];
}

/**
 * The actor as he may decide the step: as himself where he was asked, else in the stead of somebody who was; undefined
 * where it is not his turn. A post may have changed hands since the step was opened: who left it decides no more, nor
 * does anybody in his stead.
 */
export function actingOn(actor: Actor, step: StepFacts): Actor | undefined {
  const holder = holdersIn(actor, ROOM).find(
    (one) => step.assigneeIds.includes(one.employeeId) && holdsPost(one, step),
  );
  return holder && actingAs(actor, holder);
}

/**
 * The actor as he may take a decision back: who made it, in the capacity in which he did, or the one in whose stead it was
 * made; undefined for all others.
 */
export function canTakeBack(actor: Actor, { decidedBy }: { decidedBy: Decider | null }): Actor | undefined {
  if (!decidedBy) return undefined;
  const principal = decidedBy.onBehalfOf;
  if (decidedBy.id !== actor.employeeId && principal?.id !== actor.employeeId) return undefined;
  return actingForOne(actor, (principal ?? decidedBy).id);
}

/** Steps of one passage that are there so that another pair of eyes sees what was done (775:15, 18). */
const FOUR_EYES: ReadonlySet<StepKind> = new Set([
  'unit_agreement',
  'superior_agreement',
  'legal_visa',
  'co_signature',
  'developer_signature',
  'outcome',
  'outcome_agreement',
  'body_signature',
]);

/** What somebody did in a passage; without a kind: he wrote or sent the draft. */
export interface PassageDeed {
  readonly kind: StepKind | null;
  readonly by: Pick<Decider, 'id' | 'onBehalfOf'>;
}

/**
 * Would one person look at his own work through another's eyes? Who had his part in a passage as himself agrees nothing
 * in it in another's stead, nor the other way round, nor for two others. In one capacity he may all that its holder may.
 */
export function lacksOtherEyes(acting: Actor, kind: StepKind, passage: readonly PassageDeed[]): boolean {
  if (!FOUR_EYES.has(kind)) return false;
  const { employeeId } = holderOf(acting);
  return passage.some(
    (deed) =>
      (deed.kind === null || FOUR_EYES.has(deed.kind)) &&
      deed.by.id === acting.employeeId &&
      (deed.by.onBehalfOf ?? deed.by).id !== employeeId,
  );
}

/** Is the step one that stands in the Prime Minister's Office (775:23)? */
export const isOfOffice = (kind: StepKind): boolean =>
  kind === 'office_registration' || kind === 'office_consideration';

/** Does somebody still hold the post in which a step of this kind is decided (775:15-18)? */
export function holdsPost(
  holder: PostHolder,
  step: { kind: StepKind; bodyId: string; unitId: string | undefined },
): boolean {
  if (holder.body.id !== step.bodyId) return false;
  // The duty makes its holder one of the documentation service.
  const registers = step.kind === 'registration' || step.kind === 'office_registration';
  const isNamed = registers && holder.duties.includes('documentation_officer');
  return isNamed || holder.posts.some((post) => decides(post, step));
}

function decides(
  { postKind, unit }: HeldPost,
  step: { kind: StepKind; unitId: string | undefined },
): boolean {
  switch (step.kind) {
    case 'legal_visa':
      return postKind === 'unit_head' && unit.kind === 'legal';
    case 'developer_signature':
    case 'letter_signature':
    case 'body_signature':
      return postKind === 'head_of_body';
    case 'superior_agreement':
      if (step.unitId !== undefined) return postKind === 'unit_head' && unit.id === step.unitId;
      return postKind === 'head_of_body' || postKind === 'deputy_head';
    case 'co_signature':
    case 'assignment':
      return postKind === 'head_of_body' || postKind === 'deputy_head';
    case 'registration':
    case 'office_registration':
      return unit.kind === 'documentation';
    case 'office_consideration':
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

/** The body's coordinator and its documentation service keep its route templates. Administrative duties go with the person. */
export function canKeepTemplates({ duties, posts }: Actor): boolean {
  const keeps = duties.includes('coordinator') || duties.includes('documentation_officer');
  return keeps || posts.some(({ unit }) => unit.kind === 'documentation');
}

/** What decides about the mark "for official use" of an act (775:3). */
export interface MarkFacts extends ActFacts {
  readonly officialUse: boolean;
  /** Given at the first dispatch. */
  readonly number: string | null;
}

/**
 * The initiator and, in any body, its management and the executor name who else may open a marked act: whoever reads it
 * himself. Who reads it in another's stead names nobody, least of all himself.
 */
export function canNameReaders(actor: Actor, act: MarkFacts, executorId: string | null | undefined): boolean {
  const manages = actor.posts.some(
    ({ postKind }) => postKind === 'head_of_body' || postKind === 'deputy_head',
  );
  const may = act.initiatorId === actor.employeeId || manages || executorId === actor.employeeId;
  return act.officialUse && act.scopes.some((scope) => actor.scopes.includes(scope)) && may;
}

/** Before any other body has the act, and while nobody is asked to sign it. */
export function canRemoveMark(actor: Actor, act: MarkFacts, state: VersionState): boolean {
  return act.officialUse && act.initiatorId === actor.employeeId && state === 'draft' && act.number === null;
}

/** Who looked at a marked act: its initiator sees it, and the management of each body. Undefined: the act does not exist for the actor. */
export function canReadReadings(actor: Actor, act: MarkFacts): boolean | undefined {
  return canRead(actor, act) ? canNameReaders(actor, act, undefined) : undefined;
}

/** Is the version going through the developer body (775:15)? */
export function isOnTheWay(state: VersionState): boolean {
  return state === 'units' || state === 'legal_visa' || state === 'head_signature';
}

/** What the actor may do with the version that he is shown. */
export function can(
  actor: Actor,
  act: MarkFacts,
  version: VersionFacts,
  ownReview?: OwnReviewFacts,
  unitsAreSilent = false,
): ActCan {
  const initiates = version.newest && actingForOne(actor, act.initiatorId) !== undefined;
  const isDraft = version.state === 'draft';
  const onTheWay = isOnTheWay(version.state);
  return {
    edit: initiates && isDraft,
    send: initiates && isDraft,
    // What can't be undone is left to the initiator himself.
    discard: initiates && isDraft && act.initiatorId === actor.employeeId,
    recall: initiates && onTheWay,
    askProlongation:
      version.newest &&
      version.state === 'at_bodies' &&
      ownReview !== undefined &&
      ownReview.state !== 'arrived' &&
      !ownReview.asksForTime &&
      canSuggest(actor, ownReview) !== undefined,
    changeBodies: initiates && version.state === 'at_bodies',
    suggestBody:
      version.newest &&
      version.state === 'at_bodies' &&
      ownReview !== undefined &&
      canSuggest(actor, ownReview) !== undefined,
    changeRoute: initiates && onTheWay,
    placeNewVersion: initiates && REWORKABLE.has(version.state),
    readSheet: version.hasSheet && canReadVersion(actor, act, version),
    exportContainer: version.signed && canReadVersion(actor, act, version),
    handOver: version.newest && canHandOver(actor, ownReview),
    readdress: version.newest && canReaddress(actor, ownReview) !== undefined,
    askUnit: version.newest && canAskUnit(actor, ownReview) !== undefined,
    goOn: version.newest && unitsAreSilent && canAskUnit(actor, ownReview) !== undefined,
    nameReaders: !version.archived && canNameReaders(actor, act, ownReview?.executorId),
    removeMark: version.newest && canRemoveMark(actor, act, version.state),
    readReadings: canReadReadings(actor, act) ?? false,
    writeLetter:
      initiates &&
      version.state === 'agreed' &&
      (version.submission === null || version.submission === 'letter'),
    recallLetter: initiates && (version.submission === 'preparing' || version.submission === 'signature'),
    deliver:
      initiates &&
      (version.delivery === 'none' || version.delivery === 'waiting' || version.delivery === 'given_up'),
    // Neither of these can be undone.
    withdraw: initiates && act.initiatorId === actor.employeeId && canWithdraw(act, version.state),
    archive: initiates && !version.archived && canArchive(version.state),
  };
}

/** What comes back so is reworked into a new version (775:19, 23). */
export const REWORKABLE: ReadonlySet<VersionState> = new Set(['with_remarks', 'refused', 'office_returned']);

/** While it runs; a draft that nobody has seen yet is discarded instead. */
export function canWithdraw(act: Pick<MarkFacts, 'number'>, state: VersionState): boolean {
  const unseen = state === 'draft' && act.number === null;
  return !unseen && targetOf(VERSION_MACHINE, state, 'withdraw') !== undefined;
}

/** What has come to its end for good. */
export function canArchive(state: VersionState): boolean {
  return state === 'accepted' || state === 'withdrawn';
}
