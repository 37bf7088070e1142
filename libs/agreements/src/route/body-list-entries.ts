import { Injectable } from '@nestjs/common';
import type { BodyRef, DecideSuggestionBody } from '#contracts';
import { type Actor, AppError, Audit, Clock, jsonb, personOf, Sql } from '#kernel';
import type { LockedAct } from '../acts/act-store.js';
import { RequisitesFinder } from '../acts/requisites.js';
import type { BodySuggestion } from './body-suggestion.entity.js';
import { BodySuggestions } from './body-suggestions.js';
import { ReviewOpener } from './review-opener.js';
import type { ReviewContext } from './step-context.js';

/** Rows of the list: asked, struck off, suggested. */
@Injectable()
export class BodyListEntries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly requisites: RequisitesFinder,
    private readonly opener: ReviewOpener,
    private readonly suggestions: BodySuggestions,
  ) {}

  /** Opens the review of one more body. @returns scopes that may read from now on. @throws AppError as `BodyList.add` */
  async ask(actor: Actor, { act, version }: LockedAct, bodyId: string, reason: string): Promise<string[]> {
    if (version.state !== 'at_bodies') throw new AppError('CONFLICT', { state: version.state });
    const body = await this.bodyToAsk({ act, version }, bodyId);
    const row = await this.sql.row<{ last: number }>(
      'SELECT coalesce(max(place), 0)::int AS last FROM agreements.review WHERE version_id = $1',
      [version.id],
    );
    version.approvingBodies = [...version.approvingBodies, body];
    await this.keepBodies(version.id, version.approvingBodies);
    await this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action: 'bodies.add',
      actor,
      data: { ordinal: version.ordinal, by: personOf(actor), reason, named: body },
    });
    await this.suggestions.listCompleted(actor, act);
    return this.opener.openOne({ act, version }, body, (row?.last ?? 0) + 1, reason);
  }

  /** A body names another that should have been asked: see `BodySuggestions`. */
  async suggest(actor: Actor, context: ReviewContext, bodyId: string, reason: string): Promise<void> {
    await this.suggestions.make(actor, context, await this.bodyToAsk(context, bodyId), reason);
  }

  /** @throws AppError NOT_FOUND */
  suggestion(id: string): Promise<BodySuggestion> {
    return this.suggestions.find(id);
  }

  /** @returns scopes that may read from now on. @throws AppError SUGGESTION_DECIDED, as `ask` */
  async answer(
    actor: Actor,
    locked: LockedAct,
    suggestion: BodySuggestion,
    { accept, reason }: DecideSuggestionBody,
  ): Promise<string[]> {
    await this.suggestions.answer(actor, locked, suggestion, accept ? 'accepted' : 'declined', reason);
    return accept ? this.ask(actor, locked, suggestion.body.id, suggestion.reason) : [];
  }

  /** Nor is the body asked about the next version. */
  async strike({ version, review }: ReviewContext): Promise<void> {
    version.approvingBodies = version.approvingBodies.filter(({ id }) => id !== review.bodyId);
    await this.keepBodies(version.id, version.approvingBodies);
  }

  /** As it is written down, jsonb. */
  withdrawal(actor: Actor, reason: string): string {
    return jsonb({ by: personOf(actor), at: this.clock.now(), reason });
  }

  /** @throws AppError BODY_ASKED, BODY_IS_DEVELOPER, NOT_FOUND, BODY_WITHOUT_DOCUMENTATION */
  private async bodyToAsk({ act, version }: LockedAct, bodyId: string): Promise<BodyRef> {
    if (version.approvingBodies.some(({ id }) => id === bodyId)) throw new AppError('BODY_ASKED');
    const [body] = await this.requisites.approvingBodies(act.developerBodyId, [bodyId]);
    if (!body) throw new AppError('NOT_FOUND');
    return body;
  }

  private keepBodies(versionId: string, bodies: readonly BodyRef[]): Promise<unknown> {
    return this.sql.update('agreements.act_version', versionId, { approving_bodies: jsonb(bodies) });
  }
}
