import { Injectable } from '@nestjs/common';
import { type ChangeRouteBody, PLAN_KINDS, type SendBody } from '#contracts';
import { type Actor, AppError, holderOf, jsonb, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { RequisitesFinder } from '../acts/requisites.js';
import { VersionMoves } from '../acts/version-moves.js';
import { PlanRunner } from './plan-runner.js';
import type { StepContext } from './step-context.js';
import { Steps } from './steps.js';

/** The route inside the developer body (775:15, 64): its plan, from the initiator to the dispatch. */
@Injectable()
export class InternalRoute {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly requisites: RequisitesFinder,
    private readonly versions: VersionMoves,
    private readonly runner: PlanRunner,
  ) {}

  /**
   * The initiator sends the draft on its way.
   * @throws AppError for each requisite that is missing; STALE with the newer revision
   */
  async send(reader: Actor, actId: string, { revision }: SendBody): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(reader, actId);
      const { act, version, actor } = locked;
      if (version.state !== 'draft') throw new AppError('CONFLICT', { state: version.state, action: 'send' });
      if (act.revision !== revision) throw new AppError('STALE', { revision: act.revision });
      await this.versions.assertReworked(locked);
      const signers = await this.requisites.assertComplete(actor, version);
      await this.versions.move(actor, locked, 'send', {
        round: version.round + 1,
        returned: null,
        legal_head: jsonb(signers.legalHead),
        body_head: jsonb(signers.bodyHead),
      });
      version.round += 1;
      version.legalHead = signers.legalHead;
      version.bodyHead = signers.bodyHead;
      await this.steps.closeAll(actor, act.id);
      const scopes = [...unitOf(actor), act.developerBodyId];
      await this.acts.finish(act.id, [...scopes, ...(await this.runner.goOn(null, locked))]);
    });
  }

  /** The initiator takes it back before it was dispatched; visas given so far lapse. */
  async recall(actor: Actor, actId: string): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(actor, actId);
      await this.versions.move(locked.actor, locked, 'recall');
      await this.steps.cancelOpen(locked, { reviewId: null });
      await this.acts.finish(actId);
    });
  }

  /**
   * The initiator changes what was not yet taken of the route that runs.
   * @throws AppError CONFLICT where none runs, ROUTE_TAKEN, or as `RequisitesFinder.plan`
   */
  async change(reader: Actor, actId: string, body: ChangeRouteBody): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(reader, actId);
      await this.runner.change(locked.actor, locked, body);
      await this.acts.finish(actId, await this.runner.goOn(null, locked));
    });
  }

  /** An interested unit or a superior agrees. */
  async agree(actor: Actor, stepId: string, comment: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.take(actor, stepId, ['unit_agreement', 'superior_agreement']);
      await this.steps.decide(context, 'decide', { comment, outcome: 'agreed' });
      await this.goOn(context);
    });
  }

  /** Any of them may send it back to the initiator with a reason; all run again after he sends it anew. */
  async returnToInitiator(actor: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.take(actor, stepId, PLAN_KINDS, 'return');
      await this.steps.decide(context, 'return', { comment: reason });
      await this.versions.return(context.actor, context, reason);
      await this.steps.cancelOpen(context, { reviewId: null });
      await this.versions.askInitiator(context, stepId, 'rework_draft');
      await this.acts.finish(context.act.id);
    });
  }

  /** A step of the plan is done: what follows it opens. In the transaction of the decision. */
  async goOn(context: StepContext): Promise<void> {
    await this.acts.finish(context.act.id, await this.runner.goOn(context.actor, context));
  }
}

/** The initiator's unit, whose head reads the act once it is on its way. */
function unitOf(actor: Actor): string[] {
  const [main] = holderOf(actor).posts;
  return main ? [main.unit.id] : [];
}
