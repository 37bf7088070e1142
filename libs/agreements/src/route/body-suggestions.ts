import { Injectable } from '@nestjs/common';
import type { BodyRef } from '#contracts';
import { Inbox } from '#inbox';
import { type Actor, AppError, Audit, Clock, jsonb, newId, personOf, Sql, Tx } from '#kernel';
import type { LockedAct } from '../acts/act-store.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import { VersionMoves } from '../acts/version-moves.js';
import { BodySuggestion } from './body-suggestion.entity.js';
import type { ReviewContext } from './step-context.js';

/** Bodies that should have been asked, as approving bodies say: each waits for the developer's decision. */
@Injectable()
export class BodySuggestions {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly inbox: Inbox,
    private readonly versions: VersionMoves,
  ) {}

  /** Puts it before the initiator, in the open transaction. @throws AppError CONFLICT where the body has named it already */
  async make(actor: Actor, context: ReviewContext, body: BodyRef, reason: string): Promise<void> {
    const { act, version, review } = context;
    const open = await this.tx.manager.findBy(BodySuggestion, { reviewId: review.id, state: 'open' });
    if (open.some((one) => one.body.id === body.id)) throw new AppError('CONFLICT', { state: 'open' });
    const id = newId();
    await this.sql.insert('agreements.body_suggestion', {
      id,
      act_id: act.id,
      version_id: version.id,
      review_id: review.id,
      from_body: jsonb(review.body),
      body: jsonb(body),
      reason,
      by: jsonb(personOf(actor)),
      made_at: this.clock.now(),
      state: 'open',
    });
    await this.record(actor, context, 'bodies.suggest', reason, body);
    await this.versions.askInitiator(context, id, 'decide_suggestion');
  }

  /** @throws AppError NOT_FOUND */
  async find(id: string): Promise<BodySuggestion> {
    const found = await this.tx.manager.findOneBy(BodySuggestion, { id });
    if (!found) throw new AppError('NOT_FOUND');
    return found;
  }

  /** The developer's answer. @throws AppError SUGGESTION_DECIDED */
  async answer(
    actor: Actor,
    locked: LockedAct,
    { id, body }: BodySuggestion,
    state: 'accepted' | 'declined',
    answer: string,
  ): Promise<void> {
    const decided = await this.sql.execute(
      `UPDATE agreements.body_suggestion SET state = $2, decided_by = $3, decided_at = $4, answer = $5
       WHERE id = $1 AND state = 'open'`,
      [id, state, jsonb(personOf(actor)), this.clock.now(), answer],
    );
    if (decided === 0) throw new AppError('SUGGESTION_DECIDED');
    const action = state === 'accepted' ? 'bodies.accept' : 'bodies.decline';
    await this.record(actor, locked, action, answer, body);
    await this.inbox.close(id, actor);
  }

  /** A body is asked again: the initiator is not asked to name one any more. */
  async listCompleted(actor: Actor, act: DraftAct): Promise<void> {
    for (const key of await this.inbox.keysOf(act.id, act.initiatorId, ['complete_bodies'])) {
      await this.inbox.close(key, actor);
    }
  }

  private record(
    actor: Actor,
    { act, version }: LockedAct,
    action: 'bodies.suggest' | 'bodies.accept' | 'bodies.decline',
    reason: string,
    named: BodyRef,
  ): Promise<void> {
    return this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action,
      actor,
      data: { ordinal: version.ordinal, by: personOf(actor), reason, named },
    });
  }
}
