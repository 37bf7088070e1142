import { Injectable } from '@nestjs/common';
import { type Actor, AppError, Tx } from '#kernel';
import { SubmissionDecisions } from '../office/submission-decisions.js';
import { InternalRoute } from './internal-route.js';
import { ReviewReturns } from './review-returns.js';
import { ReviewRoute } from './review-route.js';
import { RouteStep } from './route-step.entity.js';
import { TakeBack } from './take-back.js';

/** "Agree" and "return" are asked for under one address wherever the step stands; here they part (775:15, 18, 22, 23). */
@Injectable()
export class StepDecisions {
  constructor(
    private readonly tx: Tx,
    private readonly internal: InternalRoute,
    private readonly review: ReviewRoute,
    private readonly returns: ReviewReturns,
    private readonly reversal: TakeBack,
    private readonly submissions: SubmissionDecisions,
  ) {}

  async agree(actor: Actor, stepId: string, comment: string): Promise<void> {
    const { reviewId, submissionId } = await this.find(stepId);
    if (submissionId !== null) await this.submissions.accept(actor, stepId, comment);
    else if (reviewId === null) await this.internal.agree(actor, stepId, comment);
    else await this.review.agreeOutcome(actor, stepId, comment);
  }

  async return(actor: Actor, stepId: string, reason: string): Promise<void> {
    const { reviewId, submissionId, kind } = await this.find(stepId);
    if (submissionId !== null) return this.submissions.return(actor, stepId, kind, reason);
    if (reviewId === null) return this.internal.returnToInitiator(actor, stepId, reason);
    if (kind === 'assignment') return this.returns.toOfficers(actor, stepId, reason);
    if (kind === 'opinion') return this.returns.opinionRequest(actor, stepId, reason);
    if (kind === 'outcome') return this.returns.toManagement(actor, stepId, reason);
    return this.review.returnToExecutor(actor, stepId, reason);
  }

  takeBack(actor: Actor, stepId: string): Promise<void> {
    return this.reversal.run(actor, stepId);
  }

  rework(actor: Actor, stepId: string, reason: string): Promise<void> {
    return this.returns.opinion(actor, stepId, reason);
  }

  private async find(stepId: string): Promise<RouteStep> {
    const step = await this.tx.run(() => this.tx.manager.findOneBy(RouteStep, { id: stepId }));
    if (!step) throw new AppError('NOT_FOUND');
    return step;
  }
}
