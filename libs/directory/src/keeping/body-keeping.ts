import { Injectable } from '@nestjs/common';
import {
  type ChangeBodyBody,
  type ConfirmationKind,
  type NewBodyBody,
  type ParticipationBody,
  type RequisitesBody,
} from '#contracts';
import { type Actor, AppError, Clock, jsonb, newId, personOf, Sql, Tx } from '#kernel';
import { refreshSearchWords } from '../people/search-words.js';
import { ConfirmationReminders } from './confirmation-reminders.js';
import { canKeep, canKeepParticipants } from './keeping.policy.js';
import { KeptRecord } from './kept-record.js';
import { type BodyRow, KeptRows } from './kept-rows.js';

/** Bodies and the list of participants (617:11), and what a body's coordinator says of the whole of it. */
@Injectable()
export class BodyKeeping {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly rows: KeptRows,
    private readonly record: KeptRecord,
    private readonly reminders: ConfirmationReminders,
  ) {}

  /** A new body; it takes part in nothing before it is put on the list. @returns its id. @throws AppError FORBIDDEN, BIN_KNOWN */
  create(actor: Actor, { parentId, kind, name, shortName, bin }: NewBodyBody): Promise<string> {
    if (!canKeepParticipants(actor)) throw new AppError('FORBIDDEN');
    return this.tx.run(async () => {
      const superior = parentId === null ? null : (await this.rows.lockBody(parentId)).name;
      const id = newId();
      const added = await this.sql.execute(
        `INSERT INTO directory.state_body (id, parent_id, kind, name, short_name, bin, participates)
         VALUES ($1, $2, $3, $4, $5, $6, false) ON CONFLICT (bin) DO NOTHING`,
        [id, parentId, kind, name, shortName, bin],
      );
      if (added === 0) throw new AppError('BIN_KNOWN');
      await this.record.write({
        actor,
        action: 'body.created',
        subject: { type: 'state_body', id },
        about: name,
        after: { name, shortName, kind, superior, bin },
      });
      return id;
    });
  }

  /** Its names and its place in the tree. @throws AppError FORBIDDEN, NOT_FOUND, STALE with what changed, TREE_CYCLE */
  async change(actor: Actor, id: string, body: ChangeBodyBody): Promise<void> {
    if (!canKeepParticipants(actor)) throw new AppError('FORBIDDEN');
    const { parentId, kind, name, shortName, revision } = body;
    await this.tx.run(async () => {
      const now = await this.fresh(id, revision);
      if (parentId !== null && (await this.liesBelow(parentId, id))) throw new AppError('TREE_CYCLE');
      const superiors = await this.namesOf([now.parentId, parentId]);
      await this.sql.update('directory.state_body', id, {
        parent_id: parentId,
        kind,
        name,
        short_name: shortName,
        revision: revision + 1,
      });
      await this.record.write({
        actor,
        action: 'body.changed',
        subject: { type: 'state_body', id },
        about: name,
        before: { name: now.name, shortName: now.shortName, kind: now.kind, superior: superiors[0] ?? null },
        after: { name, shortName, kind, superior: superiors[1] ?? null },
      });
      await refreshSearchWords((text, values) => this.sql.rows(text, values), 'body', id, this.clock.now());
    });
  }

  /** How it is reached. @throws AppError FORBIDDEN, NOT_FOUND, STALE with what changed */
  async changeRequisites(
    actor: Actor,
    id: string,
    { revision, ...requisites }: RequisitesBody,
  ): Promise<void> {
    if (!canKeep(actor, id)) throw new AppError('FORBIDDEN');
    await this.tx.run(async () => {
      const { address, phone, email, website, name } = await this.fresh(id, revision);
      await this.sql.update('directory.state_body', id, { ...requisites, revision: revision + 1 });
      await this.record.write({
        actor,
        action: 'body.requisites',
        subject: { type: 'state_body', id },
        about: name,
        before: { address, phone, email, website },
        after: requisites,
      });
    });
  }

  /** Its place in the list of participants: approved, renewed, taken off. @throws AppError as `change` */
  async changeParticipation(actor: Actor, id: string, body: ParticipationBody): Promise<void> {
    if (!canKeepParticipants(actor)) throw new AppError('FORBIDDEN');
    const { participates, from, to, ground, revision } = body;
    await this.tx.run(async () => {
      const now = await this.fresh(id, revision);
      await this.sql.update('directory.state_body', id, {
        participates,
        participates_from: from,
        participates_to: to,
        participation_ground: ground,
        revision: revision + 1,
      });
      await this.record.write({
        actor,
        action: 'body.participation',
        subject: { type: 'state_body', id },
        about: now.name,
        before: {
          participates: now.participates,
          from: now.participatesFrom,
          to: now.participatesTo,
          ground: now.ground,
        },
        after: { participates, from, to, ground },
      });
      await this.reminders.renewRights(id);
    });
  }

  /** "It is right": said by its coordinator. @throws AppError FORBIDDEN, NOT_FOUND */
  async confirm(actor: Actor, id: string, kind: ConfirmationKind): Promise<void> {
    if (!canKeep(actor, id)) throw new AppError('FORBIDDEN');
    await this.tx.run(async () => {
      const { name } = await this.rows.lockBody(id);
      const at = this.clock.now();
      await this.sql.update('directory.state_body', id, {
        confirmed_at: at,
        confirmed_by: jsonb(personOf(actor)),
        ...(kind === 'yearly' ? { checked_at: at } : {}),
      });
      await this.record.write({
        actor,
        action: 'body.confirmed',
        subject: { type: 'state_body', id },
        about: name,
        after: { kind },
      });
      await this.reminders.confirmed(id, kind);
    });
  }

  private async fresh(id: string, revision: number): Promise<BodyRow> {
    const body = await this.rows.lockBody(id);
    await this.record.assertFresh(revision, body);
    return body;
  }

  private async namesOf(ids: readonly (string | null)[]): Promise<(BodyRow['name'] | null)[]> {
    const names: (BodyRow['name'] | null)[] = [];
    for (const id of ids) names.push(id === null ? null : (await this.rows.lockBody(id)).name);
    return names;
  }

  /** Is `id` the body `above`, or below it? */
  private async liesBelow(id: string, above: string): Promise<boolean> {
    const found = await this.sql.row(
      `WITH RECURSIVE path AS (
         SELECT id, parent_id FROM directory.state_body WHERE id = $1
         UNION SELECT body.id, body.parent_id FROM path JOIN directory.state_body body ON body.id = path.parent_id)
       SELECT id FROM path WHERE id = $2`,
      [id, above],
    );
    return found !== undefined;
  }
}
