import { Injectable } from '@nestjs/common';
import type { AppointBody, LocalizedText, PostKind } from '#contracts';
import { type Actor, AppError, beginningOf, Clock, dayOf, newId, nextDay, Sql, Tx } from '#kernel';
import { fullNameOf } from '../bodies/names.js';
import { assertMayLosePosts } from '../duties/last-administrator.js';
import { type Kept, KeptRecord } from './kept-record.js';
import { KeptRows, type PersonRow, type UnitRow } from './kept-rows.js';
import { PostChanges } from './post-changes.js';

interface HeldRow {
  readonly id: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly unitName: LocalizedText;
  readonly post: LocalizedText;
  readonly kind: PostKind;
  readonly main: boolean;
  readonly beginsAt: Date | null;
  readonly endsAt: Date | null;
}

const HELD = `
  SELECT held.id, employee_id AS "employeeId", unit_id AS "unitId", unit.name AS "unitName", post, held.kind, main,
    begins_at AS "beginsAt", ends_at AS "endsAt"
  FROM directory.post_holding held JOIN directory.unit ON unit.id = held.unit_id`;
/** One person at a time holds it. */
const EXCLUSIVE: Partial<Record<PostKind, { where: string; of: (unit: UnitRow) => string }>> = {
  head_of_body: { where: 'held.body_id = $1', of: ({ bodyId }) => bodyId },
  unit_head: { where: 'held.unit_id = $1', of: ({ id }) => id },
};
/** PostgreSQL: an exclusion constraint refuses the row. */
const EXCLUDED = '23P01';

type NewPost = Omit<AppointBody, 'unitId'>;

/** Who comes into which post and leaves it, and when. */
@Injectable()
export class PostKeeping {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly rows: KeptRows,
    private readonly record: KeptRecord,
    private readonly changes: PostChanges,
  ) {}

  /**
   * Nobody takes a post by his own hand: with it come rights, which another pair of eyes has to give.
   * @throws AppError FORBIDDEN, NOT_FOUND, POST_TO_SELF, PERSON_OF_OTHER_BODY, UNIT_CLOSED, DAY_IN_PAST, POST_HELD where somebody
   *   heads the body or the unit then, or he has another main post to begin then; ACCOUNT_PROTECTED, LAST_ADMINISTRATOR
   */
  async appoint(actor: Actor, employeeId: string, { unitId, ...post }: AppointBody): Promise<void> {
    await this.tx.run(async () => {
      const person = await this.rows.lockPerson(actor, employeeId);
      await this.give(actor, person, await this.rows.unit(unitId), post);
    });
  }

  /** As `appoint`, with the person's body locked. */
  async give(actor: Actor, person: PersonRow, unit: UnitRow, body: NewPost): Promise<void> {
    if (person.id === actor.employeeId) throw new AppError('POST_TO_SELF');
    if (unit.bodyId !== person.bodyId) throw new AppError('PERSON_OF_OTHER_BODY');
    if (unit.closedAt) throw new AppError('UNIT_CLOSED');
    const now = this.clock.now();
    const begins = instantOf(body.from, now);
    const ends = body.to === null ? null : beginningOf(nextDay(body.to));
    if (begins < now || (ends && ends <= begins)) throw new AppError('DAY_IN_PAST');
    await this.assertFree(unit, body.kind, begins, ends);
    const main = await this.makeRoomForMain(actor, person, body.main, begins);
    await this.insert({
      id: newId(),
      employee_id: person.id,
      body_id: unit.bodyId,
      unit_id: unit.id,
      post: body.post,
      kind: body.kind,
      main,
      begins_at: begins,
      ends_at: ends,
    });
    await this.write(actor, person, 'post.appointed', unit.id, {
      after: {
        post: body.post,
        unit: unit.name,
        kind: body.kind,
        main,
        from: dayOf(begins),
        to: body.to,
      },
    });
    await this.follow(actor, person, [begins, ends]);
  }

  /** As `PostChanges.takenOver`. */
  takenOver(employeeId: string, fromOther: boolean): Promise<void> {
    return this.changes.takenOver(employeeId, fromOther);
  }

  /** @throws AppError FORBIDDEN, NOT_FOUND, POST_ENDED, DAY_IN_PAST, CONFLICT where it would end later than it does; ACCOUNT_PROTECTED, LAST_ADMINISTRATOR */
  async end(actor: Actor, postId: string, on: string | null): Promise<void> {
    await this.tx.run(async () => {
      const found = await this.held('held.id = $1', [postId]);
      if (!found[0]) throw new AppError('NOT_FOUND');
      const person = await this.rows.lockPerson(actor, found[0].employeeId);
      const [held] = await this.held('held.id = $1', [postId]);
      const now = this.clock.now();
      if (!held || (held.endsAt && held.endsAt <= now)) throw new AppError('POST_ENDED');
      const at = on === null ? now : beginningOf(nextDay(on));
      if (at < now) throw new AppError('DAY_IN_PAST');
      if (held.endsAt && at > held.endsAt) throw new AppError('CONFLICT');
      await this.cut(actor, person, held, at);
      await this.follow(actor, person, [at]);
    });
  }

  /** All that he holds or is going to hold ends then. The person's body is locked. */
  async endAll(actor: Actor | null, person: PersonRow, at: Date): Promise<void> {
    const held = await this.held('held.employee_id = $1 AND (held.ends_at IS NULL OR held.ends_at > $2)', [
      person.id,
      at,
    ]);
    for (const one of held) await this.cut(actor, person, one, at);
    await this.follow(actor, person, [at]);
  }

  /** What was to begin only then or later never does. */
  private async cut(actor: Actor | null, person: PersonRow, held: HeldRow, at: Date): Promise<void> {
    if (held.beginsAt && held.beginsAt >= at) {
      await this.sql.execute('DELETE FROM directory.post_holding WHERE id = $1', [held.id]);
    } else {
      await this.sql.update('directory.post_holding', held.id, { ends_at: at });
    }
    await this.write(actor, person, 'post.ended', held.unitId, {
      before: {
        post: held.post,
        unit: held.unitName,
        kind: held.kind,
        to: held.endsAt && lastDayOf(held.endsAt),
      },
      after: { post: held.post, unit: held.unitName, kind: held.kind, to: lastDayOf(at) },
    });
  }

  /** His main post gives way to the new one from the day on which that begins; his first post is the main one. */
  private async makeRoomForMain(
    actor: Actor,
    person: PersonRow,
    wanted: boolean,
    begins: Date,
  ): Promise<boolean> {
    const mains = await this.held(
      'held.employee_id = $1 AND held.main AND (held.ends_at IS NULL OR held.ends_at > $2)',
      [person.id, begins],
    );
    if (!wanted) return mains.length === 0;
    for (const main of mains) {
      if (main.beginsAt && main.beginsAt > begins)
        throw new AppError('POST_HELD', { by: fullNameOf(person) });
      await this.cut(actor, person, main, begins);
    }
    return true;
  }

  private async assertFree(unit: UnitRow, kind: PostKind, begins: Date, ends: Date | null): Promise<void> {
    const exclusive = EXCLUSIVE[kind];
    if (!exclusive) return;
    const holder = await this.sql.row<{ surname: string; givenName: string; patronymic: string }>(
      `SELECT surname, given_name AS "givenName", patronymic
       FROM directory.post_holding held JOIN directory.employee ON employee.id = held.employee_id
       WHERE ${exclusive.where} AND held.kind = $2
         AND tstzrange(held.begins_at, held.ends_at) && tstzrange($3, $4)`,
      [exclusive.of(unit), kind, begins, ends],
    );
    if (holder) throw new AppError('POST_HELD', { by: fullNameOf(holder) });
  }

  /** Whoever enters many at once does not stand in line with the keepers: the constraints see to it. */
  private async insert(row: Record<string, unknown>): Promise<void> {
    try {
      await this.sql.insert('directory.post_holding', row);
    } catch (error) {
      if ((error as { code?: unknown }).code === EXCLUDED) throw new AppError('POST_HELD', { by: null });
      throw error;
    }
  }

  private async follow(
    actor: Actor | null,
    person: PersonRow,
    turns: readonly (Date | null)[],
  ): Promise<void> {
    const now = this.clock.now();
    if (actor) await assertMayLosePosts(this.sql, actor, person.id, now);
    for (const at of turns) {
      if (at === null) continue;
      if (at > now) await this.changes.expect(person.bodyId, person.id, at);
      else await this.changes.happened(actor, person.bodyId, [person.id]);
    }
  }

  /** On the page of the person and on that of the unit. */
  private async write(
    actor: Actor | null,
    person: PersonRow,
    action: 'post.appointed' | 'post.ended',
    unitId: string,
    kept: { before?: Kept; after?: Kept },
  ): Promise<void> {
    const about = fullNameOf(person);
    await this.record.write({ actor, action, subject: { type: 'employee', id: person.id }, about, ...kept });
    await this.record.write({ actor, action, subject: { type: 'unit', id: unitId }, about, ...kept });
  }

  /** @param condition a constant of this file */
  private held(condition: string, values: unknown[]): Promise<HeldRow[]> {
    return this.sql.rows<HeldRow>(
      `${HELD} WHERE ${condition} ORDER BY held.begins_at NULLS FIRST, held.id`,
      values,
    );
  }
}

/** The beginning of a day; of today, now. @param day null: now */
function instantOf(day: string | null, now: Date): Date {
  return day === null || day === dayOf(now) ? now : beginningOf(day);
}

/** The last day on which something that ends then is still held: what ends at noon is held that day. */
function lastDayOf(end: Date): string {
  return dayOf(new Date(end.getTime() - 1));
}
