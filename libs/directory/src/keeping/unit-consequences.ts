import { Injectable } from '@nestjs/common';
import { type Actor, Clock, HandOvers, Sql } from '#kernel';
import type { UnitRow } from './kept-rows.js';
import { PostChanges } from './post-changes.js';

/** What hangs on a unit: the people in it, the units below it, the steps that wait for it. */
@Injectable()
export class UnitConsequences {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly handOvers: HandOvers,
    private readonly changes: PostChanges,
  ) {}

  /** Who holds a post in it or is going to, units that are not closed, open steps. */
  async leftIn(unitId: string): Promise<{ people: number; units: number; steps: number }> {
    const row = await this.sql.row<{ people: number; units: number }>(
      `SELECT (SELECT count(DISTINCT employee_id)::int FROM directory.post_holding
               WHERE unit_id = $1 AND (ends_at IS NULL OR ends_at > $2)) AS people,
         (SELECT count(*)::int FROM directory.unit WHERE parent_id = $1 AND closed_at IS NULL) AS units`,
      [unitId, this.clock.now()],
    );
    return { people: 0, units: 0, ...row, steps: await this.handOvers.countOfUnit(unitId) };
  }

  /** Its kind changed: so did what its people may. */
  async ofKind(actor: Actor, { id, bodyId }: UnitRow): Promise<void> {
    const people = await this.sql.rows<{ id: string }>(
      'SELECT DISTINCT employee_id AS id FROM directory.post_holding WHERE unit_id = $1',
      [id],
    );
    await this.changes.happened(
      actor,
      bodyId,
      people.map((person) => person.id),
    );
  }
}
