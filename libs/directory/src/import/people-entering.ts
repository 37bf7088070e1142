import { Injectable } from '@nestjs/common';
import { Clock, newId, Sql } from '#kernel';
import { refreshSearchWords } from '../people/search-words.js';
import { heldAt } from '../posts/held-posts.js';
import type { PlannedRow } from './import-plan.js';

/** People that are written at a time. */
const AT_ONCE = 500;
/** Columns by which a post is told. */
const OF_POST = new Set(['unit', 'postKk', 'postRu', 'postEn', 'postKind']);

const POSTS = `jsonb_to_recordset($1::jsonb) AS given (id uuid, "employeeId" uuid, "unitId" uuid, post jsonb, kind text)`;
/** His present main post, and those that are to follow it. */
const GIVING_WAY = `held.employee_id = given."employeeId" AND held.main AND (held.ends_at IS NULL OR held.ends_at > $2)`;

interface GivenPost {
  readonly id: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly post: { kk: string; ru: string; en: string };
  readonly kind: string;
}

/** Somebody or something that the rows were compared with is not as it was. */
export class ChangedMeanwhile extends Error {}

/**
 * Enters many people of one body at once: each step is done for all of them before the next, so that whoever leaves a seat
 * has left it before another takes it, and people may change places.
 */
@Injectable()
export class PeopleEntering {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * In the open transaction.
   * @param tell told now and then how many are done
   * @returns ids of employees by IIN
   * @throws ChangedMeanwhile
   */
  async enter(
    bodyId: string,
    rows: readonly PlannedRow[],
    tell: (entered: number) => Promise<void>,
  ): Promise<Map<string, string>> {
    const units = await this.lockUnits(bodyId);
    const ids = new Map<string, string>();
    const posts: GivenPost[] = [];
    for (const some of batchesOf(rows)) {
      for (const { id, iin } of await this.putEmployees(bodyId, some)) ids.set(iin, id);
      posts.push(...some.filter(tellsPost).map((row) => postOf(row, ids, units)));
    }
    const others: GivenPost[] = [];
    for (const some of batchesOf(posts)) others.push(...(await this.renamePosts(some)));
    for (const some of batchesOf(others)) await this.endPosts(some);
    for (const some of batchesOf(others)) await this.begin(bodyId, some);
    let done = 0;
    const ask = <Row extends object>(text: string, values: unknown[]) => this.sql.rows<Row>(text, values);
    for (const some of batchesOf([...ids.values()])) {
      await refreshSearchWords(ask, 'person', some, this.clock.now());
      done += some.length;
      await tell(done);
    }
    return ids;
  }

  /** Who is entered while the name of his unit or body changes waits for the new name. @returns ids by name in Kazakh */
  private async lockUnits(bodyId: string): Promise<Map<string, string>> {
    await this.sql.execute('SELECT FROM directory.state_body WHERE id = $1 FOR SHARE', [bodyId]);
    const rows = await this.sql.rows<{ id: string; name: string }>(
      `SELECT id, name->>'kk' AS name FROM directory.unit WHERE body_id = $1 AND closed_at IS NULL
       ORDER BY id FOR SHARE`,
      [bodyId],
    );
    return new Map(rows.map(({ id, name }) => [name, id]));
  }

  private async putEmployees(
    bodyId: string,
    rows: readonly PlannedRow[],
  ): Promise<{ id: string; iin: string }[]> {
    const put = await this.sql.rows<{ id: string; iin: string }>(
      `INSERT INTO directory.employee AS known
         (id, body_id, surname, given_name, patronymic, iin, work_phone, office, email)
       SELECT id, $2::uuid, surname, "givenName", patronymic, iin, "workPhone", office, email
       FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, surname text, "givenName" text, patronymic text, iin text,
         "workPhone" text, office text, email text)
       ON CONFLICT (iin) DO UPDATE SET surname = excluded.surname, given_name = excluded.given_name,
         patronymic = excluded.patronymic, work_phone = excluded.work_phone, office = excluded.office,
         email = excluded.email, revision = known.revision + 1,
         -- Who had left and comes back is leaving no more.
         leaves_on = CASE WHEN EXISTS (SELECT FROM directory.post_holding held
           WHERE held.employee_id = known.id AND ${heldAt('$3')}) THEN known.leaves_on END
       WHERE known.body_id = excluded.body_id
       RETURNING id, iin`,
      [JSON.stringify(rows.map(({ entry }) => ({ ...entry, id: newId() }))), bodyId, this.clock.now()],
    );
    if (put.length < rows.length) throw new ChangedMeanwhile('Somebody went over to another body.');
    return put;
  }

  /** The post that he has there already is renamed, and ends when it was to end. @returns those that are other posts */
  private async renamePosts(posts: readonly GivenPost[]): Promise<GivenPost[]> {
    const renamed = await this.sql.rows<{ id: string }>(
      `UPDATE directory.post_holding held SET post = given.post FROM ${POSTS}
       WHERE held.employee_id = given."employeeId" AND held.unit_id = given."unitId" AND held.kind = given.kind
         AND held.main AND ${heldAt('$2')} RETURNING given.id`,
      [JSON.stringify(posts), this.clock.now()],
    );
    const done = new Set(renamed.map(({ id }) => id));
    return posts.filter(({ id }) => !done.has(id));
  }

  /** What was to begin later never does; what holds ends now. */
  private async endPosts(posts: readonly GivenPost[]): Promise<void> {
    const values = [JSON.stringify(posts), this.clock.now()];
    await this.sql.execute(
      `DELETE FROM directory.post_holding held USING ${POSTS} WHERE ${GIVING_WAY} AND held.begins_at >= $2`,
      values,
    );
    await this.sql.execute(
      `UPDATE directory.post_holding held SET ends_at = $2 FROM ${POSTS} WHERE ${GIVING_WAY}`,
      values,
    );
  }

  private async begin(bodyId: string, posts: readonly GivenPost[]): Promise<void> {
    await this.sql.execute(
      `INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main, begins_at)
       SELECT given.id, given."employeeId", $3::uuid, given."unitId", given.post, given.kind, true,
         CASE WHEN EXISTS (SELECT FROM directory.post_holding held WHERE held.employee_id = given."employeeId")
           THEN $2::timestamptz END
       FROM ${POSTS}`,
      [JSON.stringify(posts), this.clock.now(), bodyId],
    );
  }
}

const tellsPost = ({ outcome, changes }: PlannedRow): boolean =>
  outcome === 'new' || changes.some(({ column }) => OF_POST.has(column));

function postOf(
  { entry, key }: PlannedRow,
  ids: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, string>,
): GivenPost {
  const { unit = '', postKk: kk = '', postRu: ru = '', postEn: en = '', postKind: kind = '' } = entry;
  const [employeeId, unitId] = [ids.get(key), units.get(unit)];
  if (employeeId === undefined || unitId === undefined) throw new ChangedMeanwhile('A unit is gone.');
  return { id: newId(), employeeId, unitId, post: { kk, ru, en }, kind };
}

function* batchesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE);
}
