import { Injectable } from '@nestjs/common';
import { type Actor, AppError, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { Deliveries } from '../edms/deliveries.js';
import { SubmissionMoves } from './submission-moves.js';

/** The initiator has the package handed to the EDMS of his body, now (775:22). */
@Injectable()
export class HandingOver {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly submissions: SubmissionMoves,
    private readonly deliveries: Deliveries,
  ) {}

  /** @throws AppError PACKAGE_NOT_READY, EDMS_WAY_MISSING, DELIVERY_NOT_DUE */
  async begin(actor: Actor, actId: string): Promise<void> {
    await this.tx.run(async () => {
      const { actor: acting, ...locked } = await this.acts.lockOwn(actor, actId);
      const submission = await this.submissions.of(locked.version.id);
      if (!submission?.packageFile || submission.state === 'called_off')
        throw new AppError('PACKAGE_NOT_READY');
      await this.deliveries.begin(acting, { ...locked, submission });
      await this.acts.announce(actId);
    });
  }
}
