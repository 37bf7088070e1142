import { Injectable } from '@nestjs/common';
import type { Duty, DutyHolder, DutyList } from '#contracts';
import { type Actor, AppError, Audit, Clock, DutyChanges, personOf, Sql, Tx } from '#kernel';
import { namedBy } from '../posts/held-posts.js';
import { Sessions } from '../sessions/sessions.js';
import { canGive, givesOf } from './duties.policy.js';
import { assertAdministratorLeft } from './last-administrator.js';

const BODY_OF = 'SELECT body_id AS "bodyId" FROM directory.employee WHERE id = $1';

/** Gives and takes named duties (617:11, 20-22); each is in the record of the person, and holds at once. */
@Injectable()
export class Duties {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: DutyChanges,
    private readonly sessions: Sessions,
  ) {}

  /** What the actor may give, and who has it: in his own body, or in all. */
  async list(actor: Actor): Promise<DutyList> {
    const gives = givesOf(actor);
    const within = (where: 'body' | 'portal') =>
      gives.filter((one) => one.within === where).map(({ duty }) => duty);
    const holders = await this.sql.rows<DutyHolder>(
      `SELECT holder.duty,
         json_build_object('id', employee.id, 'fullName',
           concat_ws(' ', surname, given_name, nullif(patronymic, '')), 'post', place.post, 'unit', place.unit) AS person,
         json_build_object('id', body.id, 'name', body.name, 'shortName', body.short_name) AS body
       FROM directory.duty_holder holder JOIN directory.employee ON employee.id = holder.employee_id
       CROSS JOIN LATERAL ${namedBy('employee.id', '$4')} place
       JOIN directory.state_body body ON body.id = employee.body_id
       WHERE holder.duty = ANY($1) OR holder.duty = ANY($2) AND employee.body_id = $3
       ORDER BY body.name->>'kk' COLLATE "kk-x-icu", surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu",
         employee.id`,
      [within('portal'), within('body'), actor.body.id, this.clock.now()],
    );
    return { gives, holders };
  }

  /**
   * Gives a duty; one that he has already stays. Nobody gives one to himself: another pair of eyes sees it.
   * @throws AppError NOT_FOUND for nobody, FORBIDDEN, DUTY_TO_SELF
   */
  async give(actor: Actor, duty: Duty, employeeId: string): Promise<void> {
    await this.tx.run(async () => {
      await this.assertMay(actor, duty, employeeId);
      const isOwn = employeeId === actor.employeeId && !actor.duties.includes(duty);
      if (isOwn) throw new AppError('DUTY_TO_SELF');
      await this.add(actor, duty, employeeId);
    });
  }

  /**
   * Whoever runs the portal on its own machine makes the first administrator, or one more where none can sign in.
   * @returns whose login it is, "Surname Given Patronymic"; undefined where nobody signs in with it
   */
  appoint(login: string): Promise<string | undefined> {
    return this.tx.run(async () => {
      const person = await this.sql.row<{ id: string; name: string }>(
        `SELECT employee.id, concat_ws(' ', surname, given_name, nullif(patronymic, '')) AS name
         FROM directory.account JOIN directory.employee ON employee.id = account.employee_id
         WHERE login = lower($1) AND disabled_at IS NULL`,
        [login],
      );
      if (person) await this.add(null, 'portal_administrator', person.id);
      return person?.name;
    });
  }

  /**
   * Takes a duty away.
   * @throws AppError NOT_FOUND where he has it no more, FORBIDDEN, LAST_ADMINISTRATOR where nobody who can sign in would
   *   be left to give it
   */
  async take(actor: Actor, duty: Duty, employeeId: string): Promise<void> {
    await this.tx.run(async () => {
      await this.assertMay(actor, duty, employeeId);
      const taken = await this.sql.execute(
        'DELETE FROM directory.duty_holder WHERE employee_id = $1 AND duty = $2',
        [employeeId, duty],
      );
      if (taken === 0) throw new AppError('NOT_FOUND');
      if (duty === 'portal_administrator') {
        await assertAdministratorLeft(this.sql, this.clock.now());
      }
      await this.told(actor, 'duty.taken', duty, employeeId);
    });
  }

  private async add(actor: Actor | null, duty: Duty, employeeId: string): Promise<void> {
    const added = await this.sql.execute(
      'INSERT INTO directory.duty_holder (employee_id, duty) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [employeeId, duty],
    );
    if (added > 0) await this.told(actor, 'duty.given', duty, employeeId);
  }

  private async assertMay(actor: Actor, duty: Duty, employeeId: string): Promise<void> {
    const person = await this.sql.row<{ bodyId: string }>(BODY_OF, [employeeId]);
    if (!canGive(actor, duty, person?.bodyId ?? '')) throw new AppError('FORBIDDEN');
    if (!person) throw new AppError('NOT_FOUND');
  }

  private async told(
    actor: Actor | null,
    action: 'duty.given' | 'duty.taken',
    duty: Duty,
    employeeId: string,
  ): Promise<void> {
    await this.audit.write({
      subjectType: 'employee',
      subjectId: employeeId,
      action,
      actor,
      data: { duty, by: actor && personOf(actor) },
    });
    await this.sessions.announceChange([employeeId]);
    const person = await this.sql.row<{ bodyId: string }>(BODY_OF, [employeeId]);
    if (!person) return;
    const { bodyId } = person;
    const given = action === 'duty.given';
    await this.changes.announce({ duty, bodyId, employeeId, given, by: actor?.fullName ?? null });
  }
}
