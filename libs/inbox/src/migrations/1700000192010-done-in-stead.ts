import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task says in whose stead it was done, and who did it finds it among what he did. */
export class DoneInStead1700000192010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox.task ADD done_for jsonb');
    // What was asked of one alone and done by another was done in his stead.
    await runner.query(`
      UPDATE inbox.task SET done_for = json_build_object('id', person.id,
        'fullName', concat_ws(' ', surname, given_name, nullif(patronymic, '')),
        'shortName', concat_ws(' ', surname, nullif(left(given_name, 1), '') || '.', nullif(left(patronymic, 1), '') || '.'))
      FROM directory.employee person
      WHERE person.id = task.employee_id AND task.needs = 'action' AND task.done_by <> task.employee_id
        AND NOT EXISTS (SELECT FROM inbox.task other
          WHERE other.key = task.key AND other.needs = 'action' AND other.id <> task.id)`);
    await runner.query(
      'CREATE INDEX task_done_for ON inbox.task (done_by, closed_at, id) WHERE done_for IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox.task DROP done_for');
  }
}
