import { Injectable } from '@nestjs/common';
import type { Opening } from '#contracts';
import { type Actor, AppError, Clock, jsonb, personOf, Sql, utcText } from '#kernel';
import { type ActFacts, canReadVersion } from '../acts/draft-acts.policy.js';
import { readerOf } from '../official-use/readings.js';

/** A second look within it is not written down again. */
const PAUSE = "interval '1 minute'";

/**
 * Who has opened the card of a version. The page tells it apart from reading the card, which no write ever holds up; it is no
 * entry of the record, for nothing was decided: looks at the files of a marked act are (775:3).
 */
@Injectable()
export class Openings {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** The actor has the card before him, as himself. @param ordinal of the newest version that he sees where left out @throws AppError NOT_FOUND */
  async note(actor: Actor, actId: string, ordinal?: number): Promise<void> {
    const versionId = await this.versionFor(actor, actId, ordinal);
    await this.sql.execute(
      `INSERT INTO agreements.opening AS known (version_id, body_id, employee_id, person, body, first_at, last_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6)
       ON CONFLICT (version_id, body_id, employee_id) DO UPDATE
         SET last_at = excluded.last_at, person = excluded.person, body = excluded.body
         WHERE known.last_at <= excluded.last_at - ${PAUSE}`,
      [
        versionId,
        actor.body.id,
        actor.employeeId,
        jsonb(personOf(actor)),
        jsonb(readerOf(actor).reader.body),
        this.clock.now(),
      ],
    );
  }

  /**
   * People of the reader's own body by name; of each other body that it has opened the version (775:17: what goes on inside is
   * its own affair). The last one first.
   * @throws AppError NOT_FOUND for whoever may not read the version
   */
  async of(actor: Actor, actId: string, ordinal?: number): Promise<Opening[]> {
    const versionId = await this.versionFor(actor, actId, ordinal);
    return this.sql.rows<Opening>(
      `SELECT body, person, ${utcText('first_at')} AS "firstAt", ${utcText('last_at')} AS "lastAt" FROM (
         SELECT body, person, first_at, last_at FROM agreements.opening WHERE version_id = $1 AND body_id = $2
         UNION ALL
         SELECT any_value(body), NULL, min(first_at), max(last_at) FROM agreements.opening
         WHERE version_id = $1 AND body_id <> $2 GROUP BY body_id) seen
       ORDER BY last_at DESC, person ->> 'fullName'`,
      [versionId, actor.body.id],
    );
  }

  private async versionFor(actor: Actor, actId: string, ordinal: number | undefined): Promise<string> {
    const row = await this.sql.row<ActFacts & { versionId: string; dispatched: boolean }>(
      `SELECT version.id AS "versionId", version.dispatched_at IS NOT NULL AS dispatched,
         act.developer_body_id AS "developerBodyId", act.initiator_id AS "initiatorId", act.scopes
       FROM agreements.draft_act act
       JOIN agreements.act_version version ON version.act_id = act.id AND version.state <> 'discarded'
         AND version.ordinal = coalesce($3::int,
           CASE WHEN act.developer_body_id = $2 THEN act.ordinal ELSE act.public_ordinal END)
       WHERE act.id = $1`,
      [actId, actor.body.id, ordinal ?? null],
    );
    if (!row || !canReadVersion(actor, row, row)) throw new AppError('NOT_FOUND');
    return row.versionId;
  }
}
