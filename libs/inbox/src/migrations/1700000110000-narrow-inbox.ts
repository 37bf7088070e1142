import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type SearchedTask, taskLexemes } from '../search-words.js';

const BATCH = 1000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The inbox is searched and narrowed: a task keeps its words and the body it comes from. It keeps who did it, and the
 * closed ones of an employee have an order. The open ones of one employee are few enough to be looked through: no index
 * of words, which every new task would pay for.
 */
export class NarrowInbox1700000110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbox.task ADD body_id uuid, ADD done_by uuid, ADD search_words tsvector NOT NULL DEFAULT ''`);
    await runner.query(`
      UPDATE inbox.task SET body_id = body.id FROM directory.state_body body WHERE body.name = task.body_name`);
    let last = FIRST_ID;
    for (;;) {
      const tasks: (SearchedTask & { id: string })[] = await runner.query(
        `SELECT id, title, number, body_name AS "bodyName" FROM inbox.task WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
        [last],
      );
      await runner.query(
        `UPDATE inbox.task SET search_words = array_to_tsvector(string_to_array(words, ' '))
         FROM unnest($1::uuid[], $2::text[]) AS one (id, words) WHERE task.id = one.id`,
        [tasks.map(({ id }) => id), tasks.map((task) => taskLexemes(task).join(' '))],
      );
      if (tasks.length < BATCH) break;
      last = tasks.at(-1)?.id ?? last;
    }
    await runner.query(`
      CREATE INDEX task_closed ON inbox.task (employee_id, closed_at, id) WHERE closed_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbox.task_closed');
    await runner.query('ALTER TABLE inbox.task DROP search_words, DROP done_by, DROP body_id');
  }
}
