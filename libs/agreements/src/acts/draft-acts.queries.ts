import { Injectable } from '@nestjs/common';
import {
  type ActCard,
  type CheckedFile,
  type FileRef,
  type Language,
  type Review,
  type Step,
  type TurnStep,
  type Version,
  type VersionSummary,
  VISA_STEPS,
} from '#contracts';
import { Files } from '#files';
import { type Actor, AppError, Clock, Sql } from '#kernel';
import { KEPT_SIGNATURES, type KeptSignature } from '#signing';
import { submissionFor } from '../package/submission-view.js';
import { stands } from '../route/outcomes.js';
import { isReversible } from '../route/reversals.js';
import { standingSteps } from '../route/standing-steps.js';
import { CARD, cardWith } from './card-sql.js';
import {
  type ActFacts,
  areSilent,
  can,
  canRead,
  canReadInner,
  canReadVersion,
  canTakeBack,
  isOfDeveloper,
  isOnTheWay,
  knownAs,
  type MarkFacts,
  type OwnReviewFacts,
  type VersionFacts,
} from './draft-acts.policy.js';

type InnerRoute = NonNullable<Review['inner']>;

interface FoundReview {
  responsibleHeadId: string | null;
  view: Review;
}

interface FoundCard extends MarkFacts {
  newestOrdinal: number;
  ordinal: number;
  dispatched: boolean;
  sheetFileId: string | null;
  visaOn: number | null;
  reviews: FoundReview[];
  versions: VersionSummary[];
  card: Omit<ActCard, 'version' | 'versions' | 'visaOn' | 'turn' | 'takeBack' | 'ownReviewId' | 'can'>;
  version: Pick<
    Version,
    | 'id'
    | 'returned'
    | 'internalTermDays'
    | 'interestedUnits'
    | 'plan'
    | 'legalHead'
    | 'bodyHead'
    | 'approvingBodies'
    | 'suggestions'
    | 'steps'
    | 'submission'
  > & { files: FileRef[] };
}

const WITH_SIGNATURES = cardWith(`${KEPT_SIGNATURES} WHERE subject_id = $1 AND id IN
  (SELECT (step.signature ->> 'id')::uuid FROM agreements.route_step step WHERE step.version_id = card.version_id)`);

/** Cards, straight to the shapes of the contracts. */
@Injectable()
export class DraftActsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly files: Files,
    private readonly clock: Clock,
  ) {}

  /** One version of an act as this reader may see it. @throws AppError NOT_FOUND for whoever may not read it */
  async card(actor: Actor, actId: string, ordinal?: number): Promise<ActCard> {
    return this.view(actor, await this.find(actor, actId, ordinal), ordinal);
  }

  /**
   * The card with what the portal keeps of the version's signatures: also of those that are not on the card of this reader.
   * @throws AppError NOT_FOUND for whoever may not read it
   */
  async cardWithSignatures(
    actor: Actor,
    actId: string,
    ordinal?: number,
  ): Promise<{ card: ActCard; kept: KeptSignature[] }> {
    const rows = await this.sql.rows<KeptSignature & { found: FoundCard | null }>(
      WITH_SIGNATURES,
      askedFor(actor, actId, ordinal),
    );
    const found = readable(actor, rows.find((row) => row.found !== null)?.found);
    return {
      card: await this.view(actor, found, ordinal),
      kept: rows.filter(({ id }) => id !== null),
    };
  }

  private async view(actor: Actor, found: FoundCard, ordinal: number | undefined): Promise<ActCard> {
    const ofDeveloper = isOfDeveloper(actor, found);
    const versions = found.versions.filter((one) => ofDeveloper || one.dispatchedAt !== null);
    const summary = found.versions.find((one) => one.ordinal === (ordinal ?? versions[0]?.ordinal));
    if (!summary) throw new AppError('NOT_FOUND');
    // A body that left may have been asked again: what it is asked now counts.
    const own = found.reviews.findLast((review) => review.view.body.id === actor.body.id);
    const reviews = found.reviews.map((review) => visibleReview(actor, review, ofDeveloper));
    const steps = ofDeveloper ? found.version.steps : publicSteps(found.version.steps);
    const version = {
      ...summary,
      ...found.version,
      files: await this.checked(found.version.files),
      steps,
      reviews,
      suggestions: found.version.suggestions.filter(
        ({ fromBody }) => ofDeveloper || fromBody.id === actor.body.id,
      ),
      sheet: sheetOf(found, summary),
      submission: submissionFor(actor, found),
    };
    const open = [
      ...steps,
      ...reviews.flatMap((review) => review.inner?.steps ?? []),
      ...(version.submission?.steps ?? []),
    ];
    return {
      ...found.card,
      readers: found.card.readers.filter(({ body }) => ofDeveloper || body.id === actor.body.id),
      version,
      versions,
      visaOn: found.visaOn !== null && found.visaOn < found.ordinal ? found.visaOn : null,
      turn: open.flatMap((step) => turnOf(actor, step)),
      takeBack: reversible(actor, ofDeveloper, version, own?.view),
      ownReviewId: own?.view.id ?? null,
      can: can(
        actor,
        found,
        {
          state: summary.state,
          newest: summary.ordinal === found.newestOrdinal,
          dispatched: found.dispatched,
          hasSheet: found.sheetFileId !== null,
          signed: standingSteps(version).some(({ signature }) => signature !== null),
          submission: version.submission?.state ?? null,
          delivery: deliveryOf(version.submission),
          archived: found.card.archivedAt !== null,
        },
        own && factsOf(own),
        areSilent(own?.view.inner?.steps ?? [], this.clock.now()),
      ),
    };
  }

  /** The card that a step belongs to, in the step's version. */
  async cardOfStep(actor: Actor, stepId: string): Promise<ActCard> {
    const row = await this.sql.row<{ actId: string; ordinal: number }>(
      `SELECT step.act_id AS "actId", version.ordinal FROM agreements.route_step step
       JOIN agreements.act_version version ON version.id = step.version_id WHERE step.id = $1`,
      [stepId],
    );
    if (!row) throw new AppError('NOT_FOUND');
    return this.card(actor, row.actId, row.ordinal);
  }

  /**
   * The act as it holds a file, with the first version that brought it and that the reader may see: a draft of the next one
   * begins with the same files.
   * @throws AppError NOT_FOUND where the actor may not read the file's version
   */
  async holderOf(
    actor: Actor,
    actId: string,
    fileId: string,
  ): Promise<{ ordinal: number; officialUse: boolean; language: Language }> {
    const row = await this.sql.row<
      ActFacts & { dispatched: boolean; ordinal: number; officialUse: boolean; language: Language }
    >(
      `SELECT act.developer_body_id AS "developerBodyId", act.initiator_id AS "initiatorId", act.scopes,
         act.official_use AS "officialUse", act.language,
         min(version.ordinal) FILTER (WHERE version.dispatched_at IS NOT NULL OR act.developer_body_id = $3) AS ordinal,
         bool_or(version.dispatched_at IS NOT NULL) AS dispatched
       FROM agreements.draft_act act JOIN agreements.act_version version ON version.act_id = act.id
       WHERE act.id = $1 AND (version.files @> jsonb_build_array(jsonb_build_object('id', $2::text))
           OR EXISTS (SELECT FROM agreements.review WHERE review.version_id = version.id
             AND review.assignment_file ->> 'id' = $2::text AND $3 IN (review.body_id, act.developer_body_id)))
         AND version.state <> 'discarded'
       GROUP BY act.id`,
      [actId, fileId, actor.body.id],
    );
    if (!row || !canReadVersion(actor, row, row)) throw new AppError('NOT_FOUND');
    return row;
  }

  /** The file of the agreement sheet. @throws AppError NOT_FOUND, SHEET_NOT_READY */
  async sheetFile(
    actor: Actor,
    actId: string,
    ordinal?: number,
  ): Promise<{ fileId: string; ordinal: number; officialUse: boolean }> {
    const found = await this.find(actor, actId, ordinal);
    const fileId = found.sheetFileId;
    if (!fileId) throw new AppError('SHEET_NOT_READY');
    return { fileId, ordinal: found.ordinal, officialUse: found.officialUse };
  }

  /**
   * A file that the portal made for a version, besides the sheet: the letter or the package, or the sheet of one body.
   * @throws AppError NOT_FOUND, LETTER_NOT_READY, PACKAGE_NOT_READY, SHEET_NOT_READY
   */
  async madeFile(
    actor: Actor,
    actId: string,
    made: { readonly kind: 'letter' | 'package' } | { readonly kind: 'bodySheet'; readonly reviewId: string },
    ordinal?: number,
  ): Promise<{ fileId: string; ordinal: number; officialUse: boolean }> {
    const card = await this.card(actor, actId, ordinal);
    const { version, officialUse } = card;
    const of = { ordinal: version.ordinal, officialUse };
    if (made.kind === 'bodySheet') {
      if (!version.reviews.some(({ id: reviewId }) => reviewId === made.reviewId))
        throw new AppError('NOT_FOUND');
      const row = await this.sql.row<{ fileId: string | null }>(
        'SELECT sheet_file_id AS "fileId" FROM agreements.review WHERE id = $1',
        [made.reviewId],
      );
      if (!row?.fileId) throw new AppError('SHEET_NOT_READY');
      return { ...of, fileId: row.fileId };
    }
    const missing = made.kind === 'letter' ? 'LETTER_NOT_READY' : 'PACKAGE_NOT_READY';
    const { submission } = version;
    const isOpen = made.kind === 'letter' ? submission?.letterFile : submission?.package !== null;
    if (!submission || !isOpen) throw new AppError(missing);
    const row = await this.sql.row<{ letterId: string; packageId: string }>(
      `SELECT letter_file ->> 'id' AS "letterId", package_file ->> 'id' AS "packageId"
       FROM agreements.submission WHERE id = $1`,
      [submission.id],
    );
    const fileId = made.kind === 'letter' ? row?.letterId : row?.packageId;
    if (!fileId) throw new AppError(missing);
    return { ...of, fileId };
  }

  /** @throws AppError NOT_FOUND where the actor sees no such signature on the act's cards */
  async assertSignature(actor: Actor, actId: string, signatureId: string): Promise<void> {
    const row = await this.sql.row<{ ordinal: number }>(
      `SELECT version.ordinal FROM agreements.route_step step
       JOIN agreements.act_version version ON version.id = step.version_id
       WHERE step.act_id = $1 AND step.signature ->> 'id' = $2`,
      [actId, signatureId],
    );
    if (!row) throw new AppError('NOT_FOUND');
    const { version } = await this.card(actor, actId, row.ordinal);
    const steps = [
      ...version.steps,
      ...version.reviews.flatMap((review) => review.inner?.steps ?? []),
      ...(version.submission?.steps ?? []),
    ];
    if (!steps.some((step) => step.signature?.id === signatureId)) throw new AppError('NOT_FOUND');
  }

  private async checked(files: readonly FileRef[]): Promise<CheckedFile[]> {
    const checks = await this.files.checks(files.map(({ id }) => id));
    return files.map((file) => ({ ...file, check: checks.get(file.id) ?? 'waiting' }));
  }

  private async find(actor: Actor, actId: string, ordinal?: number): Promise<FoundCard> {
    const row = await this.sql.row<{ found: FoundCard }>(CARD, askedFor(actor, actId, ordinal));
    return readable(actor, row?.found);
  }
}

/** The values of `CARD`. */
const askedFor = (actor: Actor, actId: string, ordinal: number | undefined): unknown[] => [
  actId,
  actor.body.id,
  ordinal ?? null,
  knownAs(actor),
  VISA_STEPS,
];

/** @throws AppError NOT_FOUND for whoever may not read it */
function readable(actor: Actor, found: FoundCard | null | undefined): FoundCard {
  if (!found || !canRead(actor, found) || !canReadVersion(actor, found, found)) {
    throw new AppError('NOT_FOUND');
  }
  return found;
}

function factsOf(review: FoundReview): OwnReviewFacts {
  return {
    bodyId: review.view.body.id,
    state: review.view.state,
    responsibleHeadId: review.responsibleHeadId,
    executorId: review.view.inner?.executor?.id ?? null,
    asksForTime: review.view.prolongations.some(({ state }) => state === 'open'),
  };
}

/** Until its head has signed, what a body thinks is its own affair; of its term the developer knows all, and the body itself. */
function visibleReview(actor: Actor, review: FoundReview, ofDeveloper: boolean): Review {
  const { view } = review;
  const knowsTerms = ofDeveloper || view.body.id === actor.body.id;
  const settled = view.state === 'settled';
  return {
    ...view,
    prolongations: knowsTerms ? view.prolongations : [],
    assignmentFile: knowsTerms ? view.assignmentFile : null,
    outcome: settled ? view.outcome : null,
    reason: settled ? view.reason : null,
    remarks: settled ? view.remarks : [],
    inner:
      canReadInner(actor, factsOf(review)) && view.inner ? innerFor(actor, view.body.id, view.inner) : null,
  };
}

/** Other bodies see the passage that counted, as the agreement sheet lists it; what was returned inside stays inside. */
function innerFor(actor: Actor, bodyId: string, inner: InnerRoute): InnerRoute {
  if (bodyId === actor.body.id) return inner;
  const lastRound = Math.max(...inner.steps.map((step) => step.round));
  return {
    ...inner,
    steps: inner.steps.filter(
      ({ state, ...step }) => (state === 'done' || state === 'silent') && stands(step, lastRound),
    ),
  };
}

/** Other bodies see the visas that let the version go, not the passages that were returned before. */
function publicSteps(steps: Step[]): Step[] {
  const round = Math.max(...steps.map((step) => step.round));
  return steps.filter((step) => step.state === 'done' && step.round === round);
}

/** The step where it waits for the actor: for himself, or else for one in whose stead he acts. */
function turnOf(actor: Actor, step: Step): TurnStep[] {
  if (step.state !== 'open') return [];
  const asked = knownAs(actor).flatMap((id) => step.assignees.find((person) => person.id === id) ?? [])[0];
  return asked ? [{ ...step, onBehalfOf: asked.id === actor.employeeId ? null : asked }] : [];
}

/** Decisions of the reader's own body that he may take back now. */
function reversible(
  actor: Actor,
  ofDeveloper: boolean,
  { state, plan, steps }: Pick<Version, 'state' | 'plan' | 'steps'>,
  own: Review | undefined,
): string[] {
  const round = Math.max(...steps.map((step) => step.round));
  const inside = ofDeveloper && isOnTheWay(state) ? steps.filter((step) => step.round === round) : [];
  const inReview = own && state === 'at_bodies' && own.state !== 'withdrawn' ? (own.inner?.steps ?? []) : [];
  return [inside, inReview].flatMap((peers) =>
    peers.filter((step) => canTakeBack(actor, step) && isReversible(step, peers, plan)).map(({ id }) => id),
  );
}

/** What may be handed to the body's EDMS, and how far that is; null where there is no package. */
function deliveryOf(submission: Version['submission']): VersionFacts['delivery'] {
  if (!submission?.package || submission.state === 'called_off' || submission.wayMissing) return null;
  return submission.delivery?.state ?? 'none';
}

function sheetOf(found: FoundCard, summary: VersionSummary): Version['sheet'] {
  if (found.sheetFileId) return 'ready';
  return summary.state === 'agreed' ? 'in_preparation' : 'none';
}
