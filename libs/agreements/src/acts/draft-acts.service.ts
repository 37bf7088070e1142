import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  type CardBody,
  type CreateActBody,
  type EditActBody,
  plainRoute,
  routeOf,
  VERSION_MACHINE,
} from '#contracts';
import { type Actor, AppError, Clock, jsonb, newId, personOf, Sql, Tx } from '#kernel';
import { ActStore } from './act-store.js';
import type { ActVersion } from './act-version.entity.js';
import { CardLifecycle } from './card-lifecycle.js';
import { CardWriter } from './card-writer.js';
import { canCreate } from './draft-acts.policy.js';

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

  /** Makes a card. The browser chose its id: the same request twice makes one card. @throws AppError CONFLICT for an id of another's */
  async create(actor: Actor, body: CreateActBody): Promise<void> {
    if (!canCreate(actor)) throw new AppError('FORBIDDEN');
    await this.tx.run(async () => {
      const now = this.clock.now();
      const made = await this.sql.execute(
        `INSERT INTO agreements.draft_act (id, kind, created_at, updated_at, revision, developer_body_id,
           developer_body, initiator_id, initiator, scopes, ordinal, state, title, language, official_use,
           initiator_unit_id)
         VALUES ($1, $2, $3, $3, 1, $4, $5, $6, $7, ARRAY[$6::uuid], 0, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING`,
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
          body.officialUse,
          actor.unit.id,
        ],
      );
      if (made === 0) return this.createAgain(actor, body);
      await this.sql.insert('agreements.act_version', {
        id: newId(),
        act_id: body.id,
        ordinal: 0,
        state: VERSION_MACHINE.initial,
        ...(await this.cards.columns(actor, body, [])),
        round: 0,
        created_at: now,
      });
      await this.lifecycle.record(actor, body.id, 'card.created', 0);
      if (body.officialUse) await this.lifecycle.record(actor, body.id, 'card.marked', 0);
      await this.acts.tell(body.id, [actor.employeeId]);
    });
  }

  /** Saves the card of a draft. @throws AppError ACT_NOT_EDITABLE, STALE with the newer revision, OFFICIAL_USE_STAYS */
  async edit(reader: Actor, actId: string, body: EditActBody): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(reader, actId);
      const { act, version, actor } = locked;
      if (version.state !== 'draft') throw new AppError('ACT_NOT_EDITABLE', { state: version.state });
      if (act.revision !== body.revision) throw new AppError('STALE', { revision: act.revision });
      const held = version.files.map((file) => file.id);
      const columns = await this.cards.columns(actor, { ...body, kind: act.kind }, held);
      await this.sql.update('agreements.act_version', version.id, columns);
      await this.sql.update('agreements.draft_act', act.id, { revision: act.revision + 1 });
      await this.lifecycle.record(actor, act.id, 'card.edited', version.ordinal);
      await this.lifecycle.mark(actor, locked, body.officialUse);
      await this.acts.finish(act.id);
    });
  }

  /**
   * Throws a draft away: the whole act before its first dispatch, else only the new version. It can't be undone, so
   * nobody does it in the initiator's stead.
   */
  async discard(actor: Actor, actId: string): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(actor, actId);
      if (locked.actor.actsFor) throw new AppError('FORBIDDEN');
      await this.lifecycle.discard(actor, locked);
    });
  }

  /** 775:19: a new version under the same number, begun as a copy of the one that brought remarks. */
  async placeNewVersion(actor: Actor, actId: string): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(actor, actId);
      await this.lifecycle.placeNewVersion(locked.actor, locked);
    });
  }

  /**
   * The browser sent a card again: its answer was lost, or the button was pressed twice. The same card is answered as it
   * is; one that was changed meanwhile is saved as an edit, so that nothing typed is lost.
   */
  private async createAgain(actor: Actor, body: CreateActBody): Promise<void> {
    const own = await this.sql.row(
      `SELECT FROM agreements.draft_act WHERE id = $1 AND initiator_id = $2 AND state <> 'discarded'`,
      [body.id, actor.employeeId],
    );
    if (!own) throw new AppError('CONFLICT');
    const { act, version } = await this.acts.lockOwn(actor, body.id);
    if (act.kind === body.kind && act.officialUse === body.officialUse && holds(version, body)) return;
    if (act.kind !== body.kind || version.ordinal > 0)
      throw new AppError('STALE', { revision: act.revision });
    const { id: _, kind: __, ...card } = body;
    await this.edit(actor, act.id, { ...card, revision: 1 });
  }
}

/** Does the version say what the card says? */
function holds(version: ActVersion, card: CardBody): boolean {
  const ids = (refs: readonly { id: string }[]) => refs.map((ref) => ref.id);
  return isDeepStrictEqual(
    {
      title: version.title,
      language: version.language,
      description: version.description,
      fileIds: ids(version.files),
      route: routeOf(version.plan),
      legalHeadId: version.legalHead?.id ?? null,
      bodyHeadId: version.bodyHead?.id ?? null,
      approvingBodyIds: ids(version.approvingBodies),
      internalTermDays: version.internalTermDays,
    },
    {
      title: card.title,
      language: card.language,
      description: card.description,
      fileIds: card.fileIds,
      route: card.route ?? plainRoute(card.interestedUnitIds),
      legalHeadId: card.legalHeadId,
      bodyHeadId: card.bodyHeadId,
      approvingBodyIds: card.approvingBodyIds,
      internalTermDays: card.internalTermDays,
    },
  );
}
