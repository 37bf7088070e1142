import { Injectable } from '@nestjs/common';
import { VERSION_MACHINE } from '#contracts';
import { type Actor, AppError, Audit, Clock, jsonb, newId, personOf, Sql } from '#kernel';
import { Steps } from '../route/steps.js';
import { ActStore, type LockedAct } from './act-store.js';
import { REWORKABLE } from './draft-acts.policy.js';
import { VersionMoves } from './version-moves.js';

/** How versions of a card begin and end, short of their route. */
@Injectable()
export class CardLifecycle {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly versions: VersionMoves,
    private readonly audit: Audit,
    private readonly acts: ActStore,
    private readonly steps: Steps,
  ) {}

  /** Before the first dispatch the act is gone with it. */
  async discard(actor: Actor, { act, version }: LockedAct): Promise<void> {
    await this.versions.move(actor, { act, version }, 'discard');
    await this.steps.closeAll(actor, act.id);
    await this.acts.finish(act.id);
    if (version.ordinal === 0) return;
    // The version before it is the newest again, and with it the initiator's task.
    const previous = await this.acts.lock(actor, act.id);
    await this.versions.askInitiator(previous, version.id, 'place_new_version');
  }

  /** @throws AppError VERSION_NOT_DUE where the newest version has not come back with remarks, a refusal, or from the Office */
  async placeNewVersion(actor: Actor, { act, version }: LockedAct): Promise<void> {
    if (!REWORKABLE.has(version.state)) {
      throw new AppError('VERSION_NOT_DUE', { state: version.state });
    }
    const id = newId();
    await this.sql.insert('agreements.act_version', {
      id,
      act_id: act.id,
      ordinal: version.ordinal + 1,
      state: VERSION_MACHINE.initial,
      title: version.title,
      language: version.language,
      description: version.description,
      internal_term_days: version.internalTermDays,
      interested_units: jsonb(version.interestedUnits),
      plan: jsonb(version.plan),
      legal_head: version.legalHead && jsonb(version.legalHead),
      body_head: version.bodyHead && jsonb(version.bodyHead),
      approving_bodies: jsonb(version.approvingBodies),
      files: jsonb(version.files),
      round: 0,
      created_at: this.clock.now(),
    });
    await this.sql.execute(
      `UPDATE agreements.act_version SET search_words = before.search_words
       FROM agreements.act_version before WHERE act_version.id = $1 AND before.id = $2`,
      [id, version.id],
    );
    await this.sql.update('agreements.draft_act', act.id, { revision: act.revision + 1 });
    await this.steps.closeAll(actor, act.id);
    await this.record(actor, act.id, 'card.new_version', version.ordinal + 1);
    await this.acts.finish(act.id);
    // Until it is sent, it is the initiator's turn.
    await this.versions.askInitiator(await this.acts.lock(actor, act.id), newId(), 'rework_draft');
  }

  /**
   * Sets the mark "for official use" as the card says (775:3), before `ActStore.finish` lets others in.
   * @throws AppError OFFICIAL_USE_STAYS where the card would take it off
   */
  async mark(actor: Actor, { act, version }: LockedAct, officialUse: boolean): Promise<void> {
    if (officialUse === act.officialUse) return;
    if (!officialUse) throw new AppError('OFFICIAL_USE_STAYS');
    await this.sql.update('agreements.draft_act', act.id, { official_use: true });
    await this.steps.hideTitle(act.id);
    await this.record(actor, act.id, 'card.marked', version.ordinal);
  }

  /** Writes a deed on the card into the record. */
  async record(
    actor: Actor,
    actId: string,
    action: string,
    ordinal: number,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.write({
      subjectType: 'draft_act',
      subjectId: actId,
      action,
      actor,
      data: { ordinal, by: personOf(actor), ...data },
    });
  }
}
