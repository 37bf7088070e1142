import { Injectable } from '@nestjs/common';
import { MAX_REMARKS, type RemarkDraftBody, type StepRemarks as StepRemarksView } from '#contracts';
import { type Actor, AppError, Sql, Tx } from '#kernel';
import type { ReviewStepContext } from '../route/step-context.js';
import { Steps } from '../route/steps.js';
import { RemarkRegisterQueries } from './remark-register.js';
import { StepRemarks } from './step-remarks.js';

/**
 * Remarks while they are being written: kept in the portal with every pause, so that they are there on another computer,
 * and for whoever acts in the executor's stead. Of two who write the same one, the later is told (STALE).
 */
@Injectable()
export class RemarkDrafts {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly steps: Steps,
    private readonly remarks: StepRemarks,
    private readonly register: RemarkRegisterQueries,
  ) {}

  /** @throws AppError as `Steps.take`: only for whose turn it is */
  read(actor: Actor, stepId: string): Promise<StepRemarksView> {
    return this.tx.run(async () => this.register.ofStep((await this.take(actor, stepId)).step));
  }

  /** @returns the revision to send next. @throws AppError STALE with the newer revision, or 0 where it was taken out */
  save(
    actor: Actor,
    stepId: string,
    id: string,
    { revision, ...body }: RemarkDraftBody,
  ): Promise<{ revision: number }> {
    return this.tx.run(async () => {
      const context = await this.take(actor, stepId);
      await this.assertRevision(stepId, id, revision);
      return { revision: await this.remarks.keep(context, id, body, null) };
    });
  }

  /** @throws AppError STALE */
  remove(actor: Actor, stepId: string, id: string, revision: number): Promise<void> {
    return this.tx.run(async () => {
      await this.take(actor, stepId);
      await this.assertRevision(stepId, id, revision);
      await this.sql.execute(
        `DELETE FROM agreements.remark WHERE id = $1 AND step_id = $2 AND state = 'draft'`,
        [id, stepId],
      );
    });
  }

  private take(actor: Actor, stepId: string): Promise<ReviewStepContext> {
    return this.steps.takeInReview(actor, stepId, ['opinion', 'outcome']);
  }

  /** The act is locked, so that nobody changes it in between. */
  private async assertRevision(stepId: string, id: string, revision: number): Promise<void> {
    const drafts = await this.remarks.draftsOf(stepId);
    const now = drafts.find((one) => one.id === id);
    if (!now && drafts.length >= MAX_REMARKS) {
      throw new AppError('VALIDATION_FAILED', {}, [{ path: 'remarks', rule: 'too_big' }]);
    }
    if ((now?.revision ?? 0) !== revision) {
      throw new AppError('STALE', { revision: now?.revision ?? 0, by: now?.author.fullName ?? null });
    }
  }
}
