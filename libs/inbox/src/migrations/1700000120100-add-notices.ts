import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices by e-mail with their letters, what each employee has chosen about them, and what superiors were told. */
export class AddNotices1700000120100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox.task ADD title_hidden boolean NOT NULL DEFAULT false');
    // What reminders and escalation look through: open work by its term.
    await runner.query(`
      CREATE INDEX task_term ON inbox.task (due_at) WHERE needs = 'action' AND closed_at IS NULL AND due_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE inbox.notice_settings (
        employee_id uuid NOT NULL, mail text NOT NULL, digest_hour integer NOT NULL, muted text[] NOT NULL,
        language text NOT NULL, quiet_hours boolean NOT NULL,
        CONSTRAINT "PK_notice_settings" PRIMARY KEY (employee_id),
        CONSTRAINT notice_settings_of_employee FOREIGN KEY (employee_id) REFERENCES directory.employee (id))`);
    await runner.query(`
      CREATE TABLE inbox.letter (
        id uuid NOT NULL, employee_id uuid NOT NULL, state text NOT NULL, digest_at timestamptz,
        send_at timestamptz NOT NULL, claimed_until timestamptz, attempts integer NOT NULL DEFAULT 0,
        first_tried_at timestamptz, fault text, address text, created_at timestamptz NOT NULL, settled_at timestamptz,
        CONSTRAINT "PK_letter" PRIMARY KEY (id), CONSTRAINT letter_digest_once UNIQUE (employee_id, digest_at),
        CONSTRAINT letter_settled_when_over CHECK ((state = 'waiting') = (settled_at IS NULL)),
        CONSTRAINT letter_to_employee FOREIGN KEY (employee_id) REFERENCES directory.employee (id))`);
    await runner.query(`CREATE INDEX letter_due ON inbox.letter (send_at) WHERE state = 'waiting'`);
    await runner.query(
      'CREATE INDEX letter_settled ON inbox.letter (settled_at) WHERE settled_at IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE inbox.notice (
        task_id uuid NOT NULL, occasion text NOT NULL, state text NOT NULL, letter_id uuid,
        created_at timestamptz NOT NULL,
        CONSTRAINT "PK_notice" PRIMARY KEY (task_id, occasion),
        CONSTRAINT notice_of_task FOREIGN KEY (task_id) REFERENCES inbox.task (id) ON DELETE CASCADE,
        CONSTRAINT notice_in_letter FOREIGN KEY (letter_id) REFERENCES inbox.letter (id))`);
    await runner.query(`CREATE INDEX notice_new ON inbox.notice (created_at) WHERE state = 'new'`);
    await runner.query(
      'CREATE INDEX notice_of_letter ON inbox.notice (letter_id) WHERE letter_id IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE inbox.escalation (
        id uuid NOT NULL, key uuid NOT NULL, rule text NOT NULL, due_day date NOT NULL, at timestamptz NOT NULL,
        employee_ids uuid[] NOT NULL,
        CONSTRAINT "PK_escalation" PRIMARY KEY (id), CONSTRAINT escalation_once UNIQUE (key, rule, due_day))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox.escalation');
    await runner.query('DROP TABLE inbox.notice');
    await runner.query('DROP TABLE inbox.letter');
    await runner.query('DROP TABLE inbox.notice_settings');
    await runner.query('DROP INDEX inbox.task_term');
    await runner.query('ALTER TABLE inbox.task DROP title_hidden');
  }
}
