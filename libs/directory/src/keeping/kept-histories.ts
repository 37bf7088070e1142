import { Injectable } from '@nestjs/common';
import type { KeptEntry } from '#contracts';
import { type Actor, AppError, Sql } from '#kernel';
import { canKeep, canKeepParticipants } from './keeping.policy.js';
import { KeptRecord } from './kept-record.js';
import { KeptRows } from './kept-rows.js';

/** What was changed in the directory, by whom and when: for whoever keeps it. */
@Injectable()
export class KeptHistories {
  constructor(
    private readonly sql: Sql,
    private readonly rows: KeptRows,
    private readonly record: KeptRecord,
  ) {}

  /** Of the body and its units; the units' tell of posts too. @throws AppError NOT_FOUND, FORBIDDEN */
  async ofBody(actor: Actor, bodyId: string): Promise<KeptEntry[]> {
    await this.rows.body(bodyId);
    const keeps = canKeep(actor, bodyId);
    if (!keeps && !canKeepParticipants(actor)) throw new AppError('FORBIDDEN');
    const units = keeps
      ? await this.sql.rows<{ id: string }>('SELECT id FROM directory.unit WHERE body_id = $1', [bodyId])
      : [];
    return this.record.of([bodyId, ...units.map(({ id }) => id)]);
  }

  /** @throws AppError NOT_FOUND, FORBIDDEN */
  async ofUnit(actor: Actor, unitId: string): Promise<KeptEntry[]> {
    const { bodyId } = await this.rows.unit(unitId);
    if (!canKeep(actor, bodyId)) throw new AppError('FORBIDDEN');
    return this.record.of([unitId]);
  }

  /** @throws AppError NOT_FOUND, FORBIDDEN */
  async ofPerson(actor: Actor, employeeId: string): Promise<KeptEntry[]> {
    const { bodyId } = await this.rows.person(employeeId);
    if (!canKeep(actor, bodyId)) throw new AppError('FORBIDDEN');
    return this.record.of([employeeId]);
  }
}
