import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keeping the directory needs: requisites, participation, confirmations, closed units, photos, leaving. */
export class AddKeeping1700000150100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE directory.state_body
        ADD revision integer NOT NULL DEFAULT 1,
        ADD address text NOT NULL DEFAULT '', ADD phone text NOT NULL DEFAULT '',
        ADD email text NOT NULL DEFAULT '', ADD website text NOT NULL DEFAULT '',
        ADD participates boolean NOT NULL DEFAULT true, ADD participates_from date, ADD participates_to date,
        ADD participation_ground text NOT NULL DEFAULT '',
        ADD confirmed_at timestamptz, ADD confirmed_by jsonb, ADD checked_at timestamptz`);
    await runner.query(
      'ALTER TABLE directory.unit ADD revision integer NOT NULL DEFAULT 1, ADD closed_at timestamptz',
    );
    await runner.query(
      'ALTER TABLE directory.employee ADD revision integer NOT NULL DEFAULT 1, ADD leaves_on date',
    );
    await runner.query(`
      CREATE TABLE directory.photo (
        employee_id uuid NOT NULL, content bytea NOT NULL, type text NOT NULL, sha256 text NOT NULL,
        shown_to text NOT NULL,
        CONSTRAINT "PK_photo" PRIMARY KEY (employee_id),
        CONSTRAINT photo_of_employee FOREIGN KEY (employee_id) REFERENCES directory.employee (id))`);
    await runner.query(`
      CREATE TABLE directory.confirmation_reminder (
        body_id uuid NOT NULL, kind text NOT NULL, period text NOT NULL, task_key uuid NOT NULL,
        CONSTRAINT "PK_confirmation_reminder" PRIMARY KEY (body_id, kind, period),
        CONSTRAINT reminder_of_body FOREIGN KEY (body_id) REFERENCES directory.state_body (id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.confirmation_reminder');
    await runner.query('DROP TABLE directory.photo');
    await runner.query('ALTER TABLE directory.employee DROP revision, DROP leaves_on');
    await runner.query('ALTER TABLE directory.unit DROP revision, DROP closed_at');
    await runner.query(`
      ALTER TABLE directory.state_body DROP revision, DROP address, DROP phone, DROP email, DROP website,
        DROP participates, DROP participates_from, DROP participates_to, DROP participation_ground,
        DROP confirmed_at, DROP confirmed_by, DROP checked_at`);
  }
}
