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
} from '#contracts';
import { Files } from '#files';
import { type Actor, AppError, Sql, utcText } from '#kernel';
import { submissionFor } from '../package/submission-view.js';
import { stands } from '../route/outcomes.js';
import { isReversible } from '../route/reversals.js';
import { standingSteps } from '../route/standing-steps.js';
import {
  type ActFacts,
  can,
  canRead,
  canReadInner,
  canReadVersion,
  canTakeBack,
  isOfDeveloper,
  isOnTheWay,
  knownAs,
  type MarkFacts,
  type ReviewFacts,
  type VersionFacts,
} from './draft-acts.policy.js';

type InnerRoute = NonNullable<Review['inner']>;

const STEP = (alias: string) => `json_build_object(
  'id', ${alias}.id, 'kind', ${alias}.kind, 'state', ${alias}.state, 'round', ${alias}.round,
  'planKey', ${alias}.plan_key, 'unit', ${alias}.unit,
  'assignees', ${alias}.assignees, 'createdAt', ${utcText(`${alias}.created_at`)}, 'dueAt', ${utcText(`${alias}.due_at`)},
  'openedAt', ${utcText(`${alias}.opened_at`)}, 'decidedAt', ${utcText(`${alias}.decided_at`)},
  'decidedBy', ${alias}.decided_by, 'outcome', ${alias}.outcome, 'comment', ${alias}.comment,
  'remarks', ${alias}.remarks, 'lapsed', ${alias}.lapsed, 'signature', ${alias}.signature,
  'pendingSignature', CASE WHEN ${alias}.state = 'open' THEN ${alias}.pending_signature END)`;

const STEPS = (where: string) => `coalesce((SELECT json_agg(${STEP('step')} ORDER BY step.id)
  FROM agreements.route_step step WHERE ${where}), '[]')`;

const PROLONGATIONS = `coalesce((SELECT json_agg(json_build_object('id', asked.id, 'workingDays', asked.working_days,
  'reason', asked.reason, 'by', asked.by, 'askedAt', ${utcText('asked.asked_at')}, 'state', asked.state,
  'decidedBy', asked.decided_by, 'decidedAt', ${utcText('asked.decided_at')}, 'answer', asked.answer,
  'from', ${utcText('asked.from_due')}, 'to', ${utcText('asked.to_due')}) ORDER BY asked.id)
  FROM agreements.prolongation asked WHERE asked.review_id = review.id), '[]')`;

const REVIEWS = `coalesce((SELECT json_agg(json_build_object(
  'responsibleHeadId', review.responsible_head_id,
  'view', json_build_object(
    'id', review.id, 'body', review.body, 'state', review.state, 'arrivedAt', ${utcText('review.arrived_at')},
    'openedAt', (SELECT ${utcText('min(step.opened_at)')} FROM agreements.route_step step WHERE step.review_id = review.id),
    'addedFor', review.added_for, 'withdrawn', review.withdrawn,
    'registeredAt', ${utcText('review.registered_at')}, 'incomingNumber', review.incoming_number,
    'dueAt', ${utcText('review.due_at')}, 'term', review.term, 'termBasis', review.term_basis,
    'assignmentFile', review.assignment_file, 'prolongations', ${PROLONGATIONS},
    'settledAt', ${utcText('review.settled_at')}, 'outcome', review.outcome, 'reason', review.reason,
    'remarks', review.remarks, 'signedBy', review.signed_by, 'signature', review.signature,
    'sheetReady', review.sheet_file_id IS NOT NULL,
    'inner', json_build_object(
      'responsibleUnit', review.responsible_unit, 'executor', review.executor,
      'interestedUnits', review.interested_units, 'proposedOutcome', review.outcome,
      'steps', ${STEPS('step.review_id = review.id')}))) ORDER BY review.place)
  FROM agreements.review WHERE review.version_id = version.id), '[]')`;

const SUGGESTIONS = `coalesce((SELECT json_agg(json_build_object('id', suggestion.id, 'fromBody', suggestion.from_body,
  'body', suggestion.body, 'reason', suggestion.reason, 'by', suggestion.by, 'madeAt', ${utcText('suggestion.made_at')},
  'state', suggestion.state, 'decidedBy', suggestion.decided_by, 'decidedAt', ${utcText('suggestion.decided_at')},
  'answer', suggestion.answer) ORDER BY suggestion.id)
  FROM agreements.body_suggestion suggestion WHERE suggestion.version_id = version.id), '[]')`;

const READERS = `coalesce((SELECT json_agg(json_build_object('person', reader.person, 'body', reader.body,
  'namedBy', reader.named_by, 'namedAt', ${utcText('reader.named_at')}) ORDER BY reader.named_at, reader.employee_id)
  FROM agreements.named_reader reader WHERE reader.act_id = act.id), '[]')`;

const SUBMISSION = `(SELECT json_build_object(
  'id', submission.id, 'state', submission.state, 'office', submission.office, 'letter', submission.letter,
  'letterFile', submission.letter_file IS NOT NULL, 'signedBy', submission.signed_by,
  'signature', submission.signature, 'dispatchedAt', ${utcText('submission.dispatched_at')},
  'package', CASE WHEN submission.package_file IS NOT NULL THEN json_build_object(
    'size', submission.package_file -> 'size', 'sha256', submission.package_file -> 'sha256') END,
  'incomingNumber', submission.incoming_number, 'registeredAt', ${utcText('submission.registered_at')},
  'unit', submission.unit, 'dueAt', ${utcText('submission.due_at')},
  'decidedAt', ${utcText('submission.decided_at')}, 'decidedBy', submission.decided_by, 'reason', submission.reason,
  'steps', ${STEPS('step.submission_id = submission.id')},
  'delivery', CASE WHEN delivery.id IS NOT NULL THEN json_build_object(
    'state', delivery.state, 'attempts', delivery.attempts, 'startedAt', ${utcText('delivery.started_at')},
    'nextTryAt', ${utcText('delivery.next_try_at')}, 'lastTryAt', ${utcText('delivery.last_try_at')},
    'fault', delivery.fault, 'faultDetail', delivery.fault_detail,
    'receipt', CASE WHEN delivery.receipt IS NOT NULL THEN json_build_object(
      'registrationNumber', delivery.receipt -> 'registrationNumber',
      'registeredAt', delivery.receipt -> 'registeredAt', 'receivedAt', delivery.receipt -> 'receivedAt',
      'signed', delivery.receipt -> 'signed') END) END)
  FROM agreements.submission LEFT JOIN agreements.delivery ON delivery.id = submission.id
  WHERE submission.version_id = version.id)`;

// The whole card in one round trip. What of it the reader may see is decided by the policy, in this file's code.
const CARD = `
  SELECT json_build_object(
    'developerBodyId', act.developer_body_id, 'initiatorId', act.initiator_id, 'scopes', act.scopes,
    'officialUse', act.official_use, 'number', act.number, 'newestOrdinal', act.ordinal, 'ordinal', version.ordinal,
    'dispatched', version.dispatched_at IS NOT NULL, 'sheetFileId', version.sheet_file_id,
    'reviews', ${REVIEWS},
    'versions', (SELECT json_agg(json_build_object(
        'ordinal', one.ordinal, 'state', one.state, 'createdAt', ${utcText('one.created_at')},
        'dispatchedAt', ${utcText('one.dispatched_at')}, 'settledAt', ${utcText('one.settled_at')},
        'number', CASE WHEN one.ordinal = 0 THEN act.number ELSE act.number || '/' || one.ordinal END)
        ORDER BY one.ordinal DESC)
      FROM agreements.act_version one WHERE one.act_id = act.id AND one.state <> 'discarded'),
    'card', json_build_object('id', act.id, 'kind', act.kind, 'language', version.language, 'title', version.title,
      'description', version.description, 'createdAt', ${utcText('act.created_at')}, 'revision', act.revision,
      'developerBody', act.developer_body, 'initiator', act.initiator, 'officialUse', act.official_use,
      'withdrawn', act.withdrawn, 'archivedAt', ${utcText('act.archived_at')},
      'readers', CASE WHEN act.official_use THEN ${READERS} ELSE '[]' END),
    'version', json_build_object(
      'id', version.id, 'returned', version.returned, 'internalTermDays', version.internal_term_days,
      'interestedUnits', version.interested_units, 'plan', version.plan, 'legalHead', version.legal_head, 'bodyHead', version.body_head,
      'approvingBodies', version.approving_bodies, 'files', version.files,
      'suggestions', ${SUGGESTIONS},
      'submission', ${SUBMISSION},
      'steps', ${STEPS('step.version_id = version.id AND step.review_id IS NULL AND step.submission_id IS NULL')})) AS found
  FROM agreements.draft_act act
  JOIN agreements.act_version version ON version.act_id = act.id AND version.state <> 'discarded'
    AND version.ordinal = coalesce($3::int,
      CASE WHEN act.developer_body_id = $2 THEN act.ordinal ELSE act.public_ordinal END)
  WHERE act.id = $1`;

interface FoundReview {
  responsibleHeadId: string | null;
  view: Review;
}

interface FoundCard extends MarkFacts {
  newestOrdinal: number;
  ordinal: number;
  dispatched: boolean;
  sheetFileId: string | null;
  reviews: FoundReview[];
  versions: VersionSummary[];
  card: Omit<ActCard, 'version' | 'versions' | 'turn' | 'takeBack' | 'ownReviewId' | 'can'>;
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

/** Cards, straight to the shapes of the contracts. */
@Injectable()
export class DraftActsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly files: Files,
  ) {}

  /** One version of an act as this reader may see it. @throws AppError NOT_FOUND for whoever may not read it */
  async card(actor: Actor, actId: string, ordinal?: number): Promise<ActCard> {
    const found = await this.find(actor, actId, ordinal);
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

  /** The act as it holds a file. @throws AppError NOT_FOUND where the actor may not read the file's version */
  async holderOf(
    actor: Actor,
    actId: string,
    fileId: string,
  ): Promise<{ ordinal: number; officialUse: boolean; language: Language }> {
    const row = await this.sql.row<
      ActFacts & { dispatched: boolean; ordinal: number; officialUse: boolean; language: Language }
    >(
      `SELECT act.developer_body_id AS "developerBodyId", act.initiator_id AS "initiatorId", act.scopes,
         act.official_use AS "officialUse", act.language, max(version.ordinal) AS ordinal,
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
    const row = await this.sql.row<{ found: FoundCard }>(CARD, [actId, actor.body.id, ordinal ?? null]);
    if (!row || !canRead(actor, row.found) || !canReadVersion(actor, row.found, row.found)) {
      throw new AppError('NOT_FOUND');
    }
    return row.found;
  }
}

function factsOf(review: FoundReview): ReviewFacts {
  return {
    bodyId: review.view.body.id,
    state: review.view.state,
    responsibleHeadId: review.responsibleHeadId,
    executorId: review.view.inner?.executor?.id ?? null,
  };
}

/** Until its head has signed, what a body thinks is its own affair. */
/** Of its term the developer knows all, and the body itself. */
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
    steps: inner.steps.filter((step) => step.state === 'done' && stands(step, lastRound)),
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
  if (!submission?.package || submission.state === 'called_off') return null;
  return submission.delivery?.state ?? 'none';
}

function sheetOf(found: FoundCard, summary: VersionSummary): Version['sheet'] {
  if (found.sheetFileId) return 'ready';
  return summary.state === 'agreed' ? 'in_preparation' : 'none';
}
