import { Injectable } from '@nestjs/common';
import type { PassOnBody } from '#contracts';
import { personRefOf } from '#directory';
import { type Actor, AppError, Tx, WorkingCalendar } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { RequisitesFinder } from '../acts/requisites.js';
import type { SubmissionContext } from '../package/submission-moves.js';
import type { StepContext } from '../route/step-context.js';
import { Steps } from '../route/steps.js';
import { OfficeDecision } from './office-decision.js';

type OfficeStep = StepContext & SubmissionContext;

/** In the Prime Minister's Office: registered, passed to a unit, accepted or returned (775:23). */
@Injectable()
export class OfficeRoute {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly calendar: WorkingCalendar,
    private readonly requisites: RequisitesFinder,
    private readonly decision: OfficeDecision,
  ) {}

  /** The documentation officer registers what arrived, sets the term and passes it to a unit. */
  async passOn(actor: Actor, stepId: string, body: PassOnBody): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.take(actor, stepId, 'office_registration');
      const { workingDays } = body.term;
      const term = await this.calendar.termFromToday(context.submission.officeId, workingDays);
      const [unit] = await this.requisites.unitsWithHeads(context.submission.officeId, [body.unitId]);
      if (!unit) throw new AppError('UNIT_OF_OTHER_BODY');
      const head = await this.requisites.headOf(unit);
      await this.steps.decide(context, 'decide');
      await this.decision.passOn(context, body, unit, term);
      const scopes = await this.steps.open({
        act: context.act,
        version: context.version,
        bodyId: context.submission.officeId,
        submissionId: context.submission.id,
        kind: 'office_consideration',
        assignees: [personRefOf(head)],
        unit,
        round: context.submission.round,
        dueAt: term.dueAt,
      });
      await this.acts.finish(context.act.id, scopes);
    });
  }

  async accept(actor: Actor, stepId: string, comment: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.take(actor, stepId, 'office_consideration');
      await this.steps.decide(context, 'decide', { comment, outcome: 'agreed' });
      await this.decision.accept(context);
      await this.acts.finish(context.act.id);
    });
  }

  /** Returned with the reason: the initiator may place a new version under the same number (775:19, 23). */
  async sendBack(actor: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.take(actor, stepId, 'office_consideration');
      await this.steps.decide(context, 'return', { comment: reason });
      await this.decision.sendBack(context, reason);
      await this.acts.finish(context.act.id);
    });
  }

  private async take(
    actor: Actor,
    stepId: string,
    kind: 'office_registration' | 'office_consideration',
  ): Promise<OfficeStep> {
    const context = await this.steps.take(actor, stepId, [kind]);
    return { ...context, submission: await this.decision.submissionOf(context) };
  }
}
