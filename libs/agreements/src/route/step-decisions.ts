import { Injectable } from '@nestjs/common';
import { type Actor, AppError, Tx } from '#kernel';
import { InternalRoute } from './internal-route.js';
import { ReviewRoute } from './review-route.js';
import { RouteStep } from './route-step.entity.js';

/** "Agree" and "return" are asked for under one address wherever the step stands; here they part (775:15, 18). */
@Injectable()
export class StepDecisions {
  constructor(
    private readonly tx: Tx,
    private readonly internal: InternalRoute,
    private readonly review: ReviewRoute,
  ) {}

  async agree(actor: Actor, stepId: string, comment: string): Promise<void> {
    if (await this.isInternal(stepId)) await this.internal.agree(actor, stepId, comment);
    else await this.review.agreeOutcome(actor, stepId, comment);
  }

  async return(actor: Actor, stepId: string, reason: string): Promise<void> {
    if (await this.isInternal(stepId)) await this.internal.returnToInitiator(actor, stepId, reason);
    else await this.review.returnToExecutor(actor, stepId, reason);
  }

  private async isInternal(stepId: string): Promise<boolean> {
    const step = await this.tx.run(() => this.tx.manager.findOneBy(RouteStep, { id: stepId }));
    if (!step) throw new AppError('NOT_FOUND');
    return step.reviewId === null;
  }
}
