import { Injectable } from '@nestjs/common';
import type { SendBody, StepKind } from '#contracts';
import { personRefOf } from '#directory';
import { type Actor, AppError, holderOf, jsonb, Tx } from '#kernel';
import { ActStore, type LockedAct } from '../acts/act-store.js';
import { RequisitesFinder } from '../acts/requisites.js';
import { VersionMoves } from '../acts/version-moves.js';
import { type StepContext, Steps } from './steps.js';

/** Steps that stand between the initiator and the dispatch (775:15). */
export const INTERNAL_STEPS = [
  'unit_agreement',
  'legal_visa',
  'developer_signature',
] as const satisfies StepKind[];

/** The route inside the developer body (775:15): units, legal visa, signature of the head. */
@Injectable()
export class InternalRoute {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly requisites: RequisitesFinder,
    private readonly versions: VersionMoves,
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
      const signers = await this.requisites.assertComplete(actor, version);
      const units = await this.requisites.unitsWithHeads(
        actor.body.id,
        version.interestedUnits.map((unit) => unit.id),
      );
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
      for (const unit of units) {
        const head = await this.requisites.headOf(unit);
        scopes.push(...(await this.versions.openStep(locked, 'unit_agreement', personRefOf(head), unit)));
      }
      if (units.length === 0) scopes.push(...(await this.afterUnits(locked)));
      await this.acts.finish(act.id, scopes);
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

  /** An interested unit agrees; after the last of them it is the legal service's turn. */
  async agree(actor: Actor, stepId: string, comment: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.take(actor, stepId, ['unit_agreement']);
      await this.steps.decide(context, 'decide', { comment, outcome: 'agreed' });
      const open = await this.steps.openSteps(context.version.id, null);
      await this.acts.finish(context.act.id, open.length === 0 ? await this.afterUnits(context) : []);
    });
  }

  /** Any of them may send it back to the initiator with a reason; all run again after he sends it anew. */
  async returnToInitiator(actor: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.take(actor, stepId, INTERNAL_STEPS, 'return');
      await this.steps.decide(context, 'return', { comment: reason });
      await this.versions.return(context.actor, context, reason);
      await this.steps.cancelOpen(context, { reviewId: null });
      await this.versions.askInitiator(context, stepId, 'rework_draft');
      await this.acts.finish(context.act.id);
    });
  }

  /** The legal visa is given: the head's turn. Called in the transaction that keeps the signature. */
  async afterVisa(context: StepContext): Promise<void> {
    await this.versions.move(context.actor, context, 'give_visa');
    const scopes = await this.versions.openStep(context, 'developer_signature', context.version.bodyHead);
    await this.acts.finish(context.act.id, scopes);
  }

  private async afterUnits(locked: LockedAct): Promise<string[]> {
    await this.versions.move(null, locked, 'units_agreed');
    return this.versions.openStep(locked, 'legal_visa', locked.version.legalHead);
  }
}

/** The initiator's unit, whose head reads the act once it is on its way. */
function unitOf(actor: Actor): string[] {
  const [main] = holderOf(actor).posts;
  return main ? [main.unit.id] : [];
}
