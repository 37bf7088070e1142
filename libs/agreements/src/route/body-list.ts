import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type {
  AddBodyBody,
  DecideSuggestionBody,
  SendBackBody,
  SuggestBodyBody,
  WithdrawBodyBody,
} from '#contracts';
import { type Actor, AppError, Tx } from '#kernel';
import { ActStore, assertRuns } from '../acts/act-store.js';
import { canSuggest } from '../acts/draft-acts.policy.js';
import { BodyListEntries } from './body-list-entries.js';
import { Review } from './review.entity.js';
import { ReviewMoves } from './review-moves.js';
import { Settlement } from './settlement.js';
import type { ReviewContext } from './step-context.js';
import { Steps } from './steps.js';

/** Who is asked, while the version is with the approving bodies (775:14, 16): one more, or one no longer. */
@Injectable()
export class BodyList {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly reviews: ReviewMoves,
    private readonly settlement: Settlement,
    private readonly entries: BodyListEntries,
  ) {}

  /**
   * The initiator asks one more body; its documentation service sets its own term.
   * @throws AppError CONFLICT while the version is not with the bodies, BODY_ASKED, BODY_IS_DEVELOPER, NOT_FOUND,
   *   BODY_WITHOUT_DOCUMENTATION
   */
  async add(reader: Actor, actId: string, { bodyId, reason }: AddBodyBody): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(reader, actId);
      await this.acts.finish(actId, await this.entries.ask(locked.actor, locked, bodyId, reason));
    });
  }

  /** The initiator takes a body off the list; what it did stays in the record. @throws AppError CONFLICT, NOT_FOUND */
  async withdraw(reader: Actor, actId: string, { bodyId, reason }: WithdrawBodyBody): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(reader, actId);
      const { version, actor } = locked;
      const review = await this.tx.manager.findOneBy(Review, {
        versionId: version.id,
        bodyId,
        state: Not('withdrawn'),
      });
      if (!review) throw new AppError('NOT_FOUND');
      await this.leave(actor, { ...locked, review }, 'withdraw', reason);
    });
  }

  /** The documentation officer sends it back as not meant for his body, and may name the one that it is meant for. */
  async sendBack(actor: Actor, stepId: string, { reason, bodyId }: SendBackBody): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.takeInReview(actor, stepId, ['registration'], 'return');
      await this.steps.decide(context, 'return', { comment: reason });
      if (bodyId !== null) await this.entries.suggest(context.actor, context, bodyId, reason);
      await this.leave(context.actor, context, 'send_back', reason);
    });
  }

  /** A body that is asked names another that should have been. @returns the id of the act. @throws AppError FORBIDDEN, as `add` */
  async suggest(reader: Actor, reviewId: string, { bodyId, reason }: SuggestBodyBody): Promise<string> {
    return this.tx.run(async () => {
      const context = await this.steps.takeReview(reader, reviewId);
      const { review, version } = context;
      const facts = { ...review, executorId: review.executor?.id ?? null };
      const actor = canSuggest(reader, facts);
      if (!actor) throw new AppError('FORBIDDEN');
      if (version.state !== 'at_bodies') throw new AppError('CONFLICT', { state: version.state });
      await this.entries.suggest(actor, context, bodyId, reason);
      await this.acts.finish(context.act.id);
      return context.act.id;
    });
  }

  /** The developer decides on such a body. @returns the id of the act. @throws AppError SUGGESTION_DECIDED, ACT_WITHDRAWN, as `add` */
  async decide(reader: Actor, suggestionId: string, body: DecideSuggestionBody): Promise<string> {
    return this.tx.run(async () => {
      const suggestion = await this.entries.suggestion(suggestionId);
      const locked = await this.acts.lockOwn(reader, suggestion.actId);
      assertRuns(locked.act);
      if (suggestion.versionId !== locked.version.id) throw new AppError('SUGGESTION_DECIDED');
      const scopes = await this.entries.answer(locked.actor, locked, suggestion, body);
      await this.steps.tell(locked, suggestion.by.id, { key: suggestion.id, verb: 'suggestion_answered' });
      await this.settlement.settle(locked);
      await this.acts.finish(suggestion.actId, scopes);
      return suggestion.actId;
    });
  }

  private async leave(
    actor: Actor,
    context: ReviewContext,
    action: 'withdraw' | 'send_back',
    reason: string,
  ): Promise<void> {
    const { act, version, review } = context;
    const open = await this.steps.openSteps(version.id, review.id);
    const withdrawn = await this.entries.withdrawal(actor, reason);
    await this.reviews.move(actor, context, action, { withdrawn }, { reason });
    await this.steps.cancelOpen(context, { reviewId: review.id });
    await this.entries.strike(context);
    if (action === 'withdraw') {
      const told = new Set(open.flatMap(({ assigneeIds }) => assigneeIds));
      for (const id of told) await this.steps.tell(context, id, { key: review.id, verb: 'review_withdrawn' });
    } else {
      const { id: bodyId, name: bodyName } = review.body;
      await this.steps.tell(context, act.initiatorId, {
        key: review.id,
        verb: 'body_left',
        bodyId,
        bodyName,
      });
    }
    await this.settlement.settle(context);
    await this.acts.finish(act.id);
  }
}
