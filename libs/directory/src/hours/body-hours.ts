import { Injectable } from '@nestjs/common';
import { DEFAULT_WORKING_HOURS, type WorkingHours, type WorkingHoursView } from '#contracts';
import { type Actor, AppError, Audit, personOf, Sql, Tx } from '#kernel';

/** Everybody reads when his body works; its coordinator keeps it (617:20). */
const canKeepHours = ({ duties }: Pick<Actor, 'duties'>): boolean => duties.includes('coordinator');

/** When bodies work on their working days, Astana time. */
@Injectable()
export class BodyHours {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly audit: Audit,
  ) {}

  /** By the body's id; a body that has said nothing works as most do. */
  async of(bodyIds: readonly string[]): Promise<Map<string, WorkingHours>> {
    const rows = await this.sql.rows<WorkingHours & { bodyId: string }>(
      `SELECT body_id AS "bodyId", opens, lunch_from AS "lunchFrom", lunch_to AS "lunchTo", closes
       FROM directory.working_hours WHERE body_id = ANY($1)`,
      [bodyIds],
    );
    const known = new Map(rows.map(({ bodyId, ...hours }) => [bodyId, hours]));
    return new Map(bodyIds.map((bodyId) => [bodyId, known.get(bodyId) ?? DEFAULT_WORKING_HOURS]));
  }

  async view(actor: Actor): Promise<WorkingHoursView> {
    const hours = (await this.of([actor.body.id])).get(actor.body.id) ?? DEFAULT_WORKING_HOURS;
    return { hours, can: { edit: canKeepHours(actor) } };
  }

  /** Keeps the hours of the actor's own body. @throws AppError FORBIDDEN */
  async change(actor: Actor, hours: WorkingHours): Promise<WorkingHoursView> {
    if (!canKeepHours(actor)) throw new AppError('FORBIDDEN');
    return this.tx.run(async () => {
      const { hours: before } = await this.view(actor);
      await this.sql.execute(
        `INSERT INTO directory.working_hours (body_id, opens, lunch_from, lunch_to, closes) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (body_id) DO UPDATE SET opens = excluded.opens, lunch_from = excluded.lunch_from,
           lunch_to = excluded.lunch_to, closes = excluded.closes`,
        [actor.body.id, hours.opens, hours.lunchFrom, hours.lunchTo, hours.closes],
      );
      await this.audit.write({
        subjectType: 'state_body',
        subjectId: actor.body.id,
        action: 'body.hours_changed',
        actor,
        data: { before, after: hours, by: personOf(actor) },
      });
      return this.view(actor);
    });
  }
}
