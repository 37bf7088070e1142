import { Injectable } from '@nestjs/common';
import type { InboxVerb, PassOnBody, UnitRef } from '#contracts';
import { AppError, Clock, jsonb, newId, personOf } from '#kernel';
import { VersionMoves } from '../acts/version-moves.js';
import { Archive } from '../closing/archive.js';
import type { Submission } from '../package/submission.entity.js';
import { type SubmissionContext, SubmissionMoves } from '../package/submission-moves.js';
import type { StepContext } from '../route/step-context.js';
import { Steps } from '../route/steps.js';
import type { ReviewTerm } from '../terms/review-terms.js';

/** What the Office's decisions do to the submission and its version, and who is told (775:23). */
@Injectable()
export class OfficeDecision {
  constructor(
    private readonly clock: Clock,
    private readonly submissions: SubmissionMoves,
    private readonly versions: VersionMoves,
    private readonly steps: Steps,
    private readonly archive: Archive,
  ) {}

  /** @throws AppError NOT_FOUND */
  async submissionOf({ version }: StepContext): Promise<Submission> {
    const submission = await this.submissions.of(version.id);
    if (!submission) throw new AppError('NOT_FOUND');
    return submission;
  }

  async passOn(
    context: StepContext & SubmissionContext,
    { incomingNumber }: PassOnBody,
    unit: UnitRef,
    { dueAt, term }: ReviewTerm,
  ): Promise<void> {
    await this.submissions.move(
      context.actor,
      context,
      'pass_on',
      {
        registered_at: this.clock.now(),
        incoming_number: incomingNumber || null,
        unit: jsonb(unit),
        due_at: dueAt,
        term: term && jsonb(term),
      },
      { dueAt: dueAt.toISOString(), body: context.submission.office },
    );
  }

  async accept(context: StepContext & SubmissionContext): Promise<void> {
    await this.submissions.move(context.actor, context, 'accept', this.decided(context));
    await this.versions.move(context.actor, context, 'office_accept');
    await this.tell(context, 'office_accepted');
    await this.archive.plan(context.act);
  }

  async sendBack(context: StepContext & SubmissionContext, reason: string): Promise<void> {
    const set = { ...this.decided(context), reason };
    await this.submissions.move(context.actor, context, 'send_back', set, { reason });
    await this.versions.move(context.actor, context, 'office_return', {}, { reason });
    await this.tell(context, 'office_returned');
    await this.versions.askInitiator(context, context.submission.id, 'place_new_version');
  }

  private decided({ actor }: StepContext): Record<string, unknown> {
    return { decided_at: this.clock.now(), decided_by: jsonb(personOf(actor)) };
  }

  /** The initiator, and the head who signed the letter. */
  private async tell(context: StepContext & SubmissionContext, verb: InboxVerb): Promise<void> {
    const { act, submission } = context;
    const { id: bodyId, name: bodyName } = submission.office;
    const readers = new Set([act.initiatorId, submission.signedBy?.id ?? act.initiatorId]);
    const key = newId();
    for (const reader of readers) {
      await this.steps.tell(context, reader, { key, verb, bodyId, bodyName });
    }
  }
}
