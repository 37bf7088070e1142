import { Inject, Injectable } from '@nestjs/common';
import type { InboxHolder, InboxItem, InboxNeeds, InboxVerb } from '#contracts';
import { type Actor, Clock, CONFIG, type Config, Live, newId, Sql, Tx } from '#kernel';
import { FIRST_NOTICE } from './notices/occasions.js';
import { taskLexemes } from './search-words.js';

/** What a room asks of employees, or tells them. */
export interface NewTask
  extends Pick<
    InboxItem,
    'verb' | 'room' | 'subjectId' | 'subjectKind' | 'title' | 'titleLanguage' | 'number' | 'bodyName'
  > {
  /** The body it comes from, which `bodyName` names. */
  readonly bodyId: string;
  /** The step that asks: the same step asks the same employee once. */
  readonly key: string;
  readonly employeeIds: readonly string[];
  readonly needs: InboxNeeds;
  readonly dueAt: Date | null;
  /** The title stays inside the portal: letters name the document by its number alone (775:3). */
  readonly titleHidden?: boolean;
}

/** Who did something, and in whose stead where it was not his own task. */
export type Doer = Pick<Actor, 'employeeId'> & {
  readonly actsFor?: Pick<NonNullable<Actor['actsFor']>, 'employeeId' | 'fullName' | 'shortName'>;
};

/** Something that is asked and has a term. */
export interface AskedTask {
  readonly key: string;
  readonly subjectId: string;
  readonly verb: InboxVerb;
  readonly createdAt: Date;
  readonly dueAt: Date;
}

/**
 * What waits for whom (775:11). Rooms call it in the transaction of the change that makes the work or ends it, so
 * the inbox never shows what is no longer so. Every method throws outside `tx.run()`.
 */
@Injectable()
export class Inbox {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly live: Live,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  /**
   * Puts the task before each of the employees, and a notice of it on its way where the portal has a mail server; one
   * who has had it from this step already is left alone.
   */
  async put(task: NewTask): Promise<void> {
    await this.insert(task, 'NOTHING');
  }

  /**
   * The step is asked of these employees, and of no others: whoever was asked before and is not among them, no more. What it
   * asks for may have become something else. What is asked anew, or is something else, is told anew.
   */
  async askOnly(task: NewTask): Promise<void> {
    await this.change(
      `UPDATE inbox.task SET closed_at = $3
       WHERE key = $1 AND needs = 'action' AND closed_at IS NULL AND employee_id <> ALL($2::uuid[])
       RETURNING employee_id AS "employeeId"`,
      [task.key, task.employeeIds, this.clock.now()],
    );
    // A letter that has not gone yet will tell of it.
    await this.sql.execute(
      `DELETE FROM inbox.notice USING inbox.task
       WHERE task.id = notice.task_id AND task.key = $1 AND task.needs = $2 AND task.employee_id = ANY($3)
         AND (task.closed_at IS NOT NULL OR task.verb <> $4) AND notice.occasion = '${FIRST_NOTICE}'
         AND (notice.state = 'left_out'
           OR notice.letter_id IN (SELECT id FROM inbox.letter WHERE letter.state IN ('sent', 'needless')))`,
      [task.key, task.needs, task.employeeIds, task.verb],
    );
    await this.insert(
      task,
      `UPDATE SET verb = excluded.verb, closed_at = NULL, done_by = NULL, done_for = NULL, waits_since = NULL
       WHERE task.closed_at IS NOT NULL OR task.verb <> excluded.verb`,
    );
  }

  /** @param again what happens to a task that is there already: a constant of this class */
  private async insert(task: NewTask, again: string): Promise<void> {
    await this.change(
      `WITH put AS (
         INSERT INTO inbox.task (id, employee_id, key, needs, verb, room, subject_id, subject_kind, title,
           title_language, number, body_name, due_at, created_at, body_id, search_words, title_hidden)
         SELECT addressee.id, addressee.employee_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
           array_to_tsvector($16), $17
         FROM unnest($1::uuid[], $2::uuid[]) AS addressee (id, employee_id)
         ON CONFLICT (key, employee_id, needs) DO ${again} RETURNING id, employee_id),
       noticed AS (
         INSERT INTO inbox.notice (task_id, occasion, employee_id, state, created_at)
         SELECT id, '${FIRST_NOTICE}', employee_id, 'new', $14 FROM put WHERE $18
         ON CONFLICT DO NOTHING)
       SELECT employee_id AS "employeeId" FROM put`,
      [
        task.employeeIds.map(newId),
        task.employeeIds,
        task.key,
        task.needs,
        task.verb,
        task.room,
        task.subjectId,
        task.subjectKind,
        task.title,
        task.titleLanguage,
        task.number,
        task.bodyName,
        task.dueAt,
        this.clock.now(),
        task.bodyId,
        taskLexemes(task),
        task.titleHidden ?? false,
        this.config.mail !== undefined,
      ],
    );
  }

  /**
   * What the step asks for was given and waits for its check since then; null: it is asked for anew.
   * @param employeeId where each of several is asked for his own: of this one alone
   */
  async waits(key: string, since: Date | null, employeeId: string | null = null): Promise<void> {
    await this.change(
      `UPDATE inbox.task SET waits_since = $2
       WHERE key = $1 AND closed_at IS NULL AND waits_since IS DISTINCT FROM $2
         AND ($3::uuid IS NULL OR employee_id = $3)
       RETURNING employee_id AS "employeeId"`,
      [key, since, employeeId],
    );
  }

  /** What is asked in a room under these verbs and ends in working days: whoever moves terms asks. */
  async asked(room: NewTask['room'], verbs: readonly InboxVerb[]): Promise<AskedTask[]> {
    return this.sql.rows<AskedTask>(
      `SELECT DISTINCT ON (key) key, subject_id AS "subjectId", verb, created_at AS "createdAt", due_at AS "dueAt"
       FROM inbox.task WHERE room = $1 AND verb = ANY($2) AND needs = 'action' AND closed_at IS NULL
         AND due_at IS NOT NULL ORDER BY key`,
      [room, verbs],
    );
  }

  /** The terms of these steps end at another time. A letter that was put off beyond it is looked at anew at once. */
  async moveTerms(terms: readonly { key: string; dueAt: Date }[]): Promise<void> {
    await this.change(
      `WITH task AS (
         UPDATE inbox.task SET due_at = moved.due_at
         FROM unnest($1::uuid[], $2::timestamptz[]) AS moved (key, due_at)
         WHERE task.key = moved.key AND task.needs = 'action' AND task.closed_at IS NULL
         RETURNING task.id, task.employee_id, task.due_at)
       , hurried AS (
         UPDATE inbox.letter SET send_at = $3
         FROM inbox.notice JOIN task ON task.id = notice.task_id
         WHERE letter.id = notice.letter_id AND letter.state = 'waiting' AND letter.attempts = 0
           AND task.due_at > $3 AND task.due_at <= letter.send_at)
       SELECT employee_id AS "employeeId" FROM task`,
      [terms.map(({ key }) => key), terms.map(({ dueAt }) => dueAt), this.clock.now()],
    );
  }

  /**
   * The step is asked of these employees from now on, and of no others: of whoever held the post before it changed
   * hands it is asked no more. Where it is not open nothing changes.
   */
  async readdress(key: string, employeeIds: readonly string[]): Promise<void> {
    await this.change(
      `WITH given AS (
         INSERT INTO inbox.task (id, employee_id, key, needs, verb, room, subject_id, subject_kind, title,
           title_language, number, body_id, body_name, due_at, created_at, waits_since, search_words, title_hidden)
         SELECT addressee.id, addressee.employee_id, key, needs, verb, room, subject_id, subject_kind, title,
           title_language, number, body_id, body_name, due_at, $4, waits_since, search_words, title_hidden
         FROM unnest($2::uuid[], $3::uuid[]) AS addressee (id, employee_id),
           (SELECT * FROM inbox.task WHERE key = $1 AND needs = 'action' AND closed_at IS NULL LIMIT 1) asked
         ON CONFLICT (key, employee_id, needs) DO UPDATE SET closed_at = NULL, done_by = NULL, done_for = NULL WHERE task.closed_at IS NOT NULL
         RETURNING employee_id)
       , taken AS (
         UPDATE inbox.task SET closed_at = $4
         WHERE key = $1 AND needs = 'action' AND closed_at IS NULL AND employee_id <> ALL($3::uuid[])
         RETURNING employee_id)
       SELECT employee_id AS "employeeId" FROM given UNION SELECT employee_id FROM taken`,
      [key, employeeIds.map(newId), employeeIds, this.clock.now()],
    );
  }

  /** Open tasks of an employee on a document under these verbs: their keys, for whoever gives them to another. */
  async keysOf(subjectId: string, employeeId: string, verbs: readonly InboxVerb[]): Promise<string[]> {
    const rows = await this.sql.rows<{ key: string }>(
      `SELECT key FROM inbox.task WHERE subject_id = $1 AND employee_id = $2 AND verb = ANY($3) AND needs = 'action'
         AND closed_at IS NULL`,
      [subjectId, employeeId, verbs],
    );
    return rows.map(({ key }) => key);
  }

  /** The step waits for nobody any more. @param by who did it, as himself or for another; null: it is no longer asked for */
  async close(key: string, by: Doer | null): Promise<void> {
    await this.change(
      `UPDATE inbox.task SET closed_at = $2, done_by = $3,
         done_for = CASE WHEN employee_id = ($4::jsonb->>'id')::uuid THEN $4::jsonb END
       WHERE key = $1 AND closed_at IS NULL RETURNING employee_id AS "employeeId"`,
      [key, this.clock.now(), by?.employeeId ?? null, holderOf(by)],
    );
  }

  /**
   * Nothing is to be done on the document any more; what is for information stays until it is read.
   * @param by whose deed ended it: what it asked of him, or of the one for whom he did it, is done, of others no longer
   *   asked for; null: of nobody
   */
  async closeSubject(subjectId: string, by: Doer | null): Promise<void> {
    await this.change(
      `UPDATE inbox.task SET closed_at = $2,
         done_by = CASE WHEN employee_id = coalesce(($4::jsonb->>'id')::uuid, $3::uuid) THEN $3::uuid END,
         done_for = CASE WHEN employee_id = ($4::jsonb->>'id')::uuid THEN $4::jsonb END
       WHERE subject_id = $1 AND needs = 'action' AND closed_at IS NULL
       RETURNING employee_id AS "employeeId"`,
      [subjectId, this.clock.now(), by?.employeeId ?? null, holderOf(by)],
    );
  }

  /**
   * The document is open to these employees and to nobody else: whatever it asked of others, or told them, leaves their
   * inbox and what they did, and letters that have not gone yet.
   */
  async withdraw(subjectId: string, readers: readonly string[]): Promise<void> {
    await this.change(
      'DELETE FROM inbox.task WHERE subject_id = $1 AND employee_id <> ALL($2::uuid[]) RETURNING employee_id AS "employeeId"',
      [subjectId, readers],
    );
  }

  /**
   * The documents are open to the employee no longer: what they asked of him or told him, and what he did, leave his inbox.
   * What waits for nobody but him stays, so that somebody can be given it.
   */
  async forget(employeeId: string, subjectIds: readonly string[]): Promise<void> {
    await this.change(
      `DELETE FROM inbox.task WHERE employee_id = $1 AND subject_id = ANY($2::uuid[]) AND NOT (
         needs = 'action' AND closed_at IS NULL AND NOT EXISTS (SELECT FROM inbox.task other
           WHERE other.key = task.key AND other.needs = 'action' AND other.closed_at IS NULL
             AND other.employee_id <> $1))
       RETURNING employee_id AS "employeeId"`,
      [employeeId, subjectIds],
    );
  }

  /**
   * The title stays inside the portal from now on; letters that have not gone yet leave it out, also where what was read is
   * unread again.
   */
  async hideTitle(subjectId: string): Promise<void> {
    await this.change(
      `UPDATE inbox.task SET title_hidden = true WHERE subject_id = $1 AND NOT title_hidden
       RETURNING employee_id AS "employeeId"`,
      [subjectId],
    );
  }

  /** The employee has seen the document; the first time counts. */
  async opened(key: string, employeeId: string): Promise<void> {
    await this.change(
      `UPDATE inbox.task SET opened_at = $3
       WHERE key = $1 AND employee_id = $2 AND opened_at IS NULL AND closed_at IS NULL
       RETURNING employee_id AS "employeeId"`,
      [key, employeeId, this.clock.now()],
    );
  }

  /** The reader has read items for information; others are passed over. @returns how many he read */
  async read(ids: readonly string[], employeeId: string): Promise<number> {
    return this.change(
      `UPDATE inbox.task SET closed_at = $3, done_by = employee_id, opened_at = coalesce(opened_at, $3)
       WHERE id = ANY($1) AND employee_id = $2 AND needs = 'information' AND closed_at IS NULL
       RETURNING employee_id AS "employeeId"`,
      [ids, employeeId, this.clock.now()],
    );
  }

  /** Items for information that the reader has read are before him again, as they were. @returns how many */
  async unread(ids: readonly string[], employeeId: string): Promise<number> {
    return this.change(
      `UPDATE inbox.task SET closed_at = NULL, done_by = NULL, done_for = NULL, opened_at = nullif(opened_at, closed_at)
       WHERE id = ANY($1) AND employee_id = $2 AND needs = 'information' AND done_by = employee_id
       RETURNING employee_id AS "employeeId"`,
      [ids, employeeId],
    );
  }

  /** Runs a write and tells those whose inbox it changed. @returns how many tasks it changed */
  private async change(text: string, values: unknown[]): Promise<number> {
    if (!this.tx.current) throw new Error('The inbox must be changed inside tx.run().');
    const rows = await this.sql.rows<{ employeeId: string }>(text, values);
    const concerned = [...new Set(rows.map((row) => row.employeeId))];
    await this.live.publish({ topic: 'inbox', subjectId: null }, concerned);
    return rows.length;
  }
}

function holderOf(by: Doer | null): InboxHolder | null {
  if (!by?.actsFor) return null;
  const { employeeId: id, fullName, shortName } = by.actsFor;
  return { id, fullName, shortName };
}
