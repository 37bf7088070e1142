import { Injectable } from '@nestjs/common';
import { type CreateActBody, type EditActBody, VERSION_MACHINE } from '#contracts';
import { type Actor, AppError, Clock, jsonb, newId, personOf, Sql, Tx } from '#kernel';
import { ActStore } from './act-store.js';
import { CardLifecycle } from './card-lifecycle.js';
import { CardWriter } from './card-writer.js';

/** The initiator's work on a card (775:14, 19): make, edit, throw away, place a new version. */
@Injectable()
export class DraftActsService {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly cards: CardWriter,
    private readonly lifecycle: CardLifecycle,
  ) {}

  /** Makes a card. The browser chose its id: the same request twice makes one card. @throws AppError CONFLICT for another's id */
  async create(actor: Actor, body: CreateActBody): Promise<void> {
    await this.tx.run(async () => {
      const now = this.clock.now();
      const made = await this.sql.execute(
        `INSERT INTO agreements.draft_act (id, kind, created_at, updated_at, revision, developer_body_id,
           developer_body, initiator_id, initiator, scopes, ordinal, state, title, language)
         VALUES ($1, $2, $3, $3, 1, $4, $5, $6, $7, ARRAY[$6::uuid], 0, $8, $9, $10) ON CONFLICT (id) DO NOTHING`,
        [
          body.id,
          body.kind,
          now,
          actor.body.id,
          jsonb({ id: actor.body.id, name: actor.body.name, shortName: actor.body.shortName }),
          actor.employeeId,
          jsonb(personOf(actor)),
          VERSION_MACHINE.initial,
          body.title,
          body.language,
        ],
      );
      if (made === 0) return this.assertOwn(actor, body.id);
      await this.sql.insert('agreements.act_version', {
        id: newId(),
        act_id: body.id,
        ordinal: 0,
        state: VERSION_MACHINE.initial,
        ...(await this.cards.columns(actor, body, [])),
        round: 0,
        created_at: now,
      });
      await this.lifecycle.record(actor, body.id, 'created', 0);
      await this.acts.announce(body.id);
    });
  }

  /** Saves the card of a draft. @throws AppError ACT_NOT_EDITABLE, STALE with the newer revision */
  async edit(actor: Actor, actId: string, body: EditActBody): Promise<void> {
    await this.tx.run(async () => {
      const { act, version } = await this.acts.lockOwn(actor, actId);
      if (version.state !== 'draft') throw new AppError('ACT_NOT_EDITABLE', { state: version.state });
      if (act.revision !== body.revision) throw new AppError('STALE', { revision: act.revision });
      const held = version.files.map((file) => file.id);
      const columns = await this.cards.columns(actor, { ...body, kind: act.kind }, held);
      await this.sql.update('agreements.act_version', version.id, columns);
      await this.sql.update('agreements.draft_act', act.id, { revision: act.revision + 1 });
      await this.lifecycle.record(actor, act.id, 'edited', version.ordinal);
      await this.acts.finish(act.id);
    });
  }

  /** Throws a draft away: the whole act before its first dispatch, else only the new version. */
  async discard(actor: Actor, actId: string): Promise<void> {
    await this.tx.run(async () => this.lifecycle.discard(actor, await this.acts.lockOwn(actor, actId)));
  }

  /** 775:19: a new version under the same number, begun as a copy of the one that brought remarks. */
  async placeNewVersion(actor: Actor, actId: string): Promise<void> {
    await this.tx.run(async () =>
      this.lifecycle.placeNewVersion(actor, await this.acts.lockOwn(actor, actId)),
    );
  }

  private async assertOwn(actor: Actor, actId: string): Promise<void> {
    const own = await this.sql.row('SELECT FROM agreements.draft_act WHERE id = $1 AND initiator_id = $2', [
      actId,
      actor.employeeId,
    ]);
    if (!own) throw new AppError('CONFLICT');
  }
}
