import { Injectable } from '@nestjs/common';
import type { ChangeUnitBody, UnitBody, UnitKind } from '#contracts';
import { type Actor, AppError, Clock, newId, Sql, Tx } from '#kernel';
import { refreshSearchWords } from '../people/search-words.js';
import { canKeep } from './keeping.policy.js';
import { KeptRecord } from './kept-record.js';
import { KeptRows, type UnitRow } from './kept-rows.js';
import { UnitConsequences } from './unit-consequences.js';

/** Units of a body, kept by its coordinator. */
@Injectable()
export class UnitKeeping {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly rows: KeptRows,
    private readonly record: KeptRecord,
    private readonly after: UnitConsequences,
  ) {}

  /** @returns its id. @throws AppError FORBIDDEN, NOT_FOUND, UNIT_OF_OTHER_BODY, UNIT_CLOSED, OVERSEER_NOT_DEPUTY */
  create(actor: Actor, bodyId: string, { parentId, kind, name, overseerId }: UnitBody): Promise<string> {
    return this.tx.run(async () => {
      await this.rows.lockBody(bodyId);
      if (!canKeep(actor, bodyId)) throw new AppError('FORBIDDEN');
      const parent = await this.parentOf(parentId, bodyId);
      const overseer = await this.overseerOf(overseerId, bodyId, kind);
      const id = newId();
      await this.sql.insert('directory.unit', {
        id,
        body_id: bodyId,
        parent_id: parentId,
        kind,
        name,
        overseer_id: overseerId,
      });
      await this.record.write({
        actor,
        action: 'unit.created',
        subject: { type: 'unit', id },
        about: name,
        after: { name, kind, parent: parent?.name ?? null, overseer },
      });
      return id;
    });
  }

  /**
   * Renames the unit, moves it in the tree, names who oversees it, or gives it another kind, with which the rights of its
   * people change; so nobody does that to a unit of his own.
   * @throws AppError as `create`; STALE with what changed, TREE_CYCLE, POST_TO_SELF
   */
  async change(actor: Actor, id: string, body: ChangeUnitBody): Promise<void> {
    const { parentId, kind, name, overseerId, revision } = body;
    await this.tx.run(async () => {
      const unit = await this.open(actor, id, revision);
      const parent = await this.parentOf(parentId, unit.bodyId);
      if (parentId !== null && (await this.liesBelow(parentId, id))) throw new AppError('TREE_CYCLE');
      const isOwn = actor.posts.some((held) => held.unit.id === id);
      if (isOwn && kind !== unit.kind) throw new AppError('POST_TO_SELF');
      const before = unit.parentId === null ? null : (await this.rows.unit(unit.parentId)).name;
      const overseer = await this.overseerOf(overseerId, unit.bodyId, kind);
      const overseen = await this.rows.deputyName(unit.overseerId, unit.bodyId);
      await this.sql.update('directory.unit', id, {
        parent_id: parentId,
        kind,
        name,
        overseer_id: overseerId,
        revision: revision + 1,
      });
      await this.record.write({
        actor,
        action: 'unit.changed',
        subject: { type: 'unit', id },
        about: name,
        before: { name: unit.name, kind: unit.kind, parent: before, overseer: overseen },
        after: { name, kind, parent: parent?.name ?? null, overseer },
      });
      await refreshSearchWords((text, values) => this.sql.rows(text, values), 'unit', id, this.clock.now());
      if (kind !== unit.kind) await this.after.ofKind(actor, unit);
    });
  }

  /** @throws AppError FORBIDDEN, NOT_FOUND, STALE, UNIT_CLOSED, UNIT_NOT_EMPTY with what is in it still */
  async close(actor: Actor, id: string, revision: number): Promise<void> {
    await this.tx.run(async () => {
      const unit = await this.open(actor, id, revision);
      const left = await this.after.leftIn(id);
      if (left.people > 0 || left.units > 0 || left.steps > 0)
        throw new AppError('UNIT_NOT_EMPTY', { ...left });
      await this.sql.update('directory.unit', id, { closed_at: this.clock.now(), revision: revision + 1 });
      await this.record.write({
        actor,
        action: 'unit.closed',
        subject: { type: 'unit', id },
        about: unit.name,
      });
    });
  }

  private async open(actor: Actor, id: string, revision: number): Promise<UnitRow> {
    const unit = await this.rows.lockUnit(actor, id);
    if (unit.closedAt) throw new AppError('UNIT_CLOSED');
    await this.record.assertFresh(revision, unit);
    return unit;
  }

  private async parentOf(parentId: string | null, bodyId: string): Promise<UnitRow | undefined> {
    if (parentId === null) return undefined;
    const parent = await this.rows.unit(parentId);
    if (parent.bodyId !== bodyId) throw new AppError('UNIT_OF_OTHER_BODY');
    if (parent.closedAt) throw new AppError('UNIT_CLOSED');
    return parent;
  }

  /** The name of who is to oversee a unit of this kind: a deputy head of its body; a leadership is overseen by nobody. */
  private async overseerOf(id: string | null, bodyId: string, kind: UnitKind): Promise<string | null> {
    const name = await this.rows.deputyName(id, bodyId);
    if (id !== null && (name === null || kind === 'leadership')) throw new AppError('OVERSEER_NOT_DEPUTY');
    return name;
  }

  /** Is `id` the unit `above`, or below it? */
  private async liesBelow(id: string, above: string): Promise<boolean> {
    const found = await this.sql.row(
      `WITH RECURSIVE path AS (
         SELECT id, parent_id FROM directory.unit WHERE id = $1
         UNION SELECT unit.id, unit.parent_id FROM path JOIN directory.unit ON unit.id = path.parent_id)
       SELECT id FROM path WHERE id = $2`,
      [id, above],
    );
    return found !== undefined;
  }
}
