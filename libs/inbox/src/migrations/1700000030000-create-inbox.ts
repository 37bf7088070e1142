import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInbox1700000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA inbox');
    await runner.query(`
      CREATE TABLE inbox.task (
        id uuid NOT NULL, key uuid NOT NULL, employee_id uuid NOT NULL, needs text NOT NULL, verb text NOT NULL,
        room text NOT NULL, subject_id uuid NOT NULL, subject_kind text NOT NULL, title text NOT NULL,
        title_language text NOT NULL, number text, body_name jsonb NOT NULL, due_at timestamptz,
        created_at timestamptz NOT NULL, opened_at timestamptz, closed_at timestamptz,
        CONSTRAINT "PK_task" PRIMARY KEY (id), CONSTRAINT task_once UNIQUE (key, employee_id, needs),
        CONSTRAINT task_of_employee FOREIGN KEY (employee_id) REFERENCES directory.employee (id))`);
    // The open list of one employee in its own order, and with due_at itself for the counts, which then never
    // touch the table: an expression alone does not serve an index-only scan.
    await runner.query(`
      CREATE INDEX task_open ON inbox.task
        (employee_id, needs, coalesce(due_at, 'infinity'), created_at, id) INCLUDE (due_at) WHERE closed_at IS NULL`);
    await runner.query('CREATE INDEX task_open_subject ON inbox.task (subject_id) WHERE closed_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA inbox CASCADE');
  }
}
