import { Injectable } from '@nestjs/common';
import { SUBMISSION_MACHINE, type SubmissionAction } from '#contracts';
import { type Actor, Clock, jsonb, personOf, Transitions, Tx } from '#kernel';
import type { LockedAct } from '../acts/act-store.js';
import { Submission } from './submission.entity.js';

/** A submission with its act, locked. */
export interface SubmissionContext extends LockedAct {
  readonly submission: Submission;
}

/** Moves of a submission along its state table. */
@Injectable()
export class SubmissionMoves {
  constructor(
    private readonly tx: Tx,
    private readonly transitions: Transitions,
    private readonly clock: Clock,
  ) {}

  /** The submission of a version; null where it has none yet. Its act is locked. */
  of(versionId: string): Promise<Submission | null> {
    return this.tx.manager.findOneBy(Submission, { versionId });
  }

  /** Moves the submission; `submission.state` is the state that it must be in. */
  async move(
    actor: Actor | null,
    { act, version, submission }: SubmissionContext,
    action: SubmissionAction,
    set: Record<string, unknown> = {},
    data: Record<string, unknown> = {},
  ): Promise<void> {
    submission.state = await this.transitions.apply({
      machine: SUBMISSION_MACHINE,
      table: 'agreements.submission',
      id: submission.id,
      from: submission.state,
      action,
      actor,
      set,
      subject: { type: 'draft_act', id: act.id },
      data: { ordinal: version.ordinal, by: actor && personOf(actor), ...data },
    });
  }

  /** The letter goes back to its initiator, with what he has to know. */
  async return(actor: Actor, context: SubmissionContext, reason: string): Promise<void> {
    const returned = { reason, by: personOf(actor), at: this.clock.now() };
    await this.move(actor, context, 'return', { returned: jsonb(returned) }, { reason });
  }
}
