import { Injectable } from '@nestjs/common';
import type { ChangePersonBody, NewPersonBody } from '#contracts';
import { type Actor, AppError, Clock, newId, Sql, Tx } from '#kernel';
import { fullNameOf } from '../bodies/names.js';
import { refreshSearchWords } from '../people/search-words.js';
import { canKeep } from './keeping.policy.js';
import { KeptRecord } from './kept-record.js';
import { KeptRows } from './kept-rows.js';
import { PostKeeping } from './post-keeping.js';

type Fields = Omit<ChangePersonBody, 'revision'>;

/** Employees of a body, kept by its coordinator. */
@Injectable()
export class PersonKeeping {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly rows: KeptRows,
    private readonly record: KeptRecord,
    private readonly posts: PostKeeping,
  ) {}

  /**
   * Enters a new employee in his post. Whoever left another body is taken over with his card.
   * @returns his id
   * @throws AppError FORBIDDEN, NOT_FOUND, IIN_KNOWN where he holds a post, or as `PostKeeping.appoint`
   */
  create(actor: Actor, body: NewPersonBody): Promise<string> {
    return this.tx.run(async () => {
      const unit = await this.rows.unit(body.unitId);
      if (!canKeep(actor, unit.bodyId)) throw new AppError('FORBIDDEN');
      await this.rows.lockBody(unit.bodyId);
      const before = await this.bodyOf(body.iin);
      const id = await this.enter(unit.bodyId, body);
      await this.posts.takenOver(id, before !== undefined && before !== unit.bodyId);
      const fields = fieldsOf(body);
      await this.record.write({
        actor,
        action: 'person.created',
        subject: { type: 'employee', id },
        about: fullNameOf(body),
        after: fields,
      });
      const { post, kind, from, to } = body;
      await this.posts.give(actor, await this.rows.person(id), unit, { post, kind, from, to, main: true });
      return id;
    });
  }

  /** His name and how he is reached. @throws AppError FORBIDDEN, NOT_FOUND, STALE with what changed */
  async change(actor: Actor, id: string, body: ChangePersonBody): Promise<void> {
    await this.tx.run(async () => {
      const person = await this.rows.lockPerson(actor, id);
      await this.record.assertFresh(body.revision, person);
      const { surname, givenName, patronymic, workPhone, office, email } = body;
      await this.sql.update('directory.employee', id, {
        surname,
        given_name: givenName,
        patronymic,
        work_phone: workPhone,
        office,
        email,
        revision: body.revision + 1,
      });
      await this.record.write({
        actor,
        action: 'person.changed',
        subject: { type: 'employee', id },
        about: fullNameOf(body),
        before: fieldsOf(person),
        after: fieldsOf(body),
      });
      await refreshSearchWords((text, values) => this.sql.rows(text, values), 'person', id, this.clock.now());
    });
  }

  private async bodyOf(iin: string): Promise<string | undefined> {
    const row = await this.sql.row<{ bodyId: string }>(
      'SELECT body_id AS "bodyId" FROM directory.employee WHERE iin = $1 FOR UPDATE',
      [iin],
    );
    return row?.bodyId;
  }

  private async enter(bodyId: string, body: NewPersonBody): Promise<string> {
    const { surname, givenName, patronymic, iin, workPhone, office, email } = body;
    const row = await this.sql.row<{ id: string }>(
      `INSERT INTO directory.employee AS known (id, body_id, surname, given_name, patronymic, iin, work_phone, office, email)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (iin) DO UPDATE SET body_id = excluded.body_id, surname = excluded.surname,
         given_name = excluded.given_name, patronymic = excluded.patronymic, work_phone = excluded.work_phone,
         office = excluded.office, email = excluded.email, leaves_on = NULL, revision = known.revision + 1
       WHERE NOT EXISTS (SELECT FROM directory.post_holding held
         WHERE held.employee_id = known.id AND (held.ends_at IS NULL OR held.ends_at > $10))
       RETURNING id`,
      [newId(), bodyId, surname, givenName, patronymic, iin, workPhone, office, email, this.clock.now()],
    );
    if (!row) throw new AppError('IIN_KNOWN');
    return row.id;
  }
}

/** What the history of a card tells; never the IIN. */
function fieldsOf({ surname, givenName, patronymic, workPhone, office, email }: Fields) {
  return { surname, givenName, patronymic, workPhone, office, email };
}
