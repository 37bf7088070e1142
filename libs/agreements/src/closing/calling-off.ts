import { Injectable } from '@nestjs/common';
import { REVIEW_MACHINE, SUBMISSION_MACHINE, type Withdrawal } from '#contracts';
import { type Actor, jsonb, Tx } from '#kernel';
import type { LockedAct } from '../acts/act-store.js';
import { VersionMoves } from '../acts/version-moves.js';
import { Deliveries } from '../edms/deliveries.js';
import { SubmissionMoves } from '../package/submission-moves.js';
import { Review } from '../route/review.entity.js';
import { ReviewMoves } from '../route/review-moves.js';
import { Steps } from '../route/steps.js';

/** All that runs of a version ends where it is. */
@Injectable()
export class CallingOff {
  constructor(
    private readonly tx: Tx,
    private readonly versions: VersionMoves,
    private readonly steps: Steps,
    private readonly reviews: ReviewMoves,
    private readonly submissions: SubmissionMoves,
    private readonly deliveries: Deliveries,
  ) {}

  /** The version is withdrawn: its open steps are asked of nobody, its reviews and its submission end. */
  async version(actor: Actor, locked: LockedAct, withdrawn: Withdrawal): Promise<void> {
    const { act, version } = locked;
    const { reason } = withdrawn;
    await this.versions.move(actor, locked, 'withdraw', {}, { reason });
    await this.steps.cancelOpen(locked, { reviewId: null });
    for (const review of await this.tx.manager.findBy(Review, { versionId: version.id })) {
      if (REVIEW_MACHINE.final.includes(review.state)) continue;
      const context = { ...locked, review };
      await this.steps.cancelOpen(context, { reviewId: review.id });
      await this.reviews.move(actor, context, 'withdraw', { withdrawn: jsonb(withdrawn) }, { reason });
    }
    const submission = await this.submissions.of(version.id);
    if (submission && !SUBMISSION_MACHINE.final.includes(submission.state)) {
      const context = { ...locked, submission };
      await this.steps.cancelOpen(locked, { reviewId: null, submissionId: submission.id });
      await this.submissions.move(null, context, 'call_off');
      await this.deliveries.callOff(context);
    }
    await this.steps.closeAll(actor, act.id);
  }

  /** Everybody who could open the act is told. */
  async tell(actor: Actor, locked: LockedAct, readers: readonly string[], key: string): Promise<void> {
    const { id: bodyId, name: bodyName } = actor.body;
    for (const reader of readers) {
      await this.steps.tell(locked, reader, { key, verb: 'act_withdrawn', bodyId, bodyName });
    }
  }
}
