import { Injectable } from '@nestjs/common';
import {
  DEFAULT_WORKING_HOURS,
  type MovedTerms,
  type WorkingHours,
  type WorkingHoursBody,
  type WorkingHoursChange,
  type WorkingHoursView,
} from '#contracts';
import {
  type Actor,
  AppError,
  Audit,
  Clock,
  ClosingTimes,
  dayOf,
  personOf,
  Sql,
  type TermChange,
  TermChanges,
} from '#kernel';

/** Everybody reads when his body works; its coordinator keeps it (617:20). */
const canKeepHours = ({ duties }: Pick<Actor, 'duties'>): boolean => duties.includes('coordinator');
/** Later than any term. */
const LAST_DAY = '9999-12-31';

/** When bodies work on their working days, Astana time. The hour at which a body closes ends its terms. */
@Injectable()
export class BodyHours {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: TermChanges,
    closings: ClosingTimes,
  ) {
    closings.keptBy(async (bodyIds) => {
      const hours = await this.of(bodyIds);
      return new Map([...hours].map(([bodyId, { closes }]) => [bodyId, closes]));
    });
  }

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
    const row = await this.sql.row<WorkingHours & { revision: number }>(
      `SELECT opens, lunch_from AS "lunchFrom", lunch_to AS "lunchTo", closes, revision
       FROM directory.working_hours WHERE body_id = $1`,
      [actor.body.id],
    );
    const { revision, ...hours } = row ?? { revision: 0, ...DEFAULT_WORKING_HOURS };
    return { hours, revision, can: { edit: canKeepHours(actor) } };
  }

  /** Which open terms of the body would end at another hour. @throws AppError FORBIDDEN; STALE with the newer revision */
  async preview(actor: Actor, body: WorkingHoursBody): Promise<MovedTerms> {
    await this.assertMayChange(actor, body);
    return this.changes.foretell(this.closingAt(actor, body.hours));
  }

  /**
   * Keeps the hours of the actor's own body, and moves its open terms to the hour at which it closes from now on.
   * @throws AppError as `preview`; CONFLICT where a document is decided at this very moment
   */
  async change(actor: Actor, body: WorkingHoursBody): Promise<WorkingHoursChange> {
    const moved = await this.changes.make(actor, async () => {
      const before = await this.assertMayChange(actor, body);
      return {
        ...this.closingAt(actor, body.hours),
        write: (count) => this.write(actor, before, body.hours, count),
      };
    });
    return { view: await this.view(actor), moved };
  }

  private async assertMayChange(actor: Actor, { revision }: WorkingHoursBody): Promise<WorkingHoursView> {
    if (!canKeepHours(actor)) throw new AppError('FORBIDDEN');
    const view = await this.view(actor);
    if (view.revision !== revision) throw new AppError('STALE', { revision: view.revision });
    return view;
  }

  /** Terms whose last day is over ended at the hour of that day. */
  private closingAt({ body }: Actor, { closes }: WorkingHours): TermChange {
    return {
      mover: 'hours',
      reach: { first: dayOf(this.clock.now()), last: LAST_DAY, bodyId: body.id },
      days: null,
      closings: new Map([[body.id, closes]]),
    };
  }

  private async write(
    actor: Actor,
    { hours: before, revision }: WorkingHoursView,
    hours: WorkingHours,
    moved: number,
  ): Promise<void> {
    await this.sql.execute(
      `INSERT INTO directory.working_hours (body_id, opens, lunch_from, lunch_to, closes, revision)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (body_id) DO UPDATE SET opens = excluded.opens, lunch_from = excluded.lunch_from,
         lunch_to = excluded.lunch_to, closes = excluded.closes, revision = excluded.revision`,
      [actor.body.id, hours.opens, hours.lunchFrom, hours.lunchTo, hours.closes, revision + 1],
    );
    await this.audit.write({
      subjectType: 'state_body',
      subjectId: actor.body.id,
      action: 'body.hours_changed',
      actor,
      data: { before, after: hours, moved, by: personOf(actor) },
    });
  }
}
