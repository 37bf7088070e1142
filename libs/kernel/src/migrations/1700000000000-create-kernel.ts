import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKernel1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA kernel');
    await runner.query(`
      CREATE TABLE kernel.audit_entry (
        subject_id uuid NOT NULL, seq integer NOT NULL, subject_type text NOT NULL, at timestamptz NOT NULL,
        action text NOT NULL, employee_id uuid, body_id uuid, content text NOT NULL, hash bytea NOT NULL,
        CONSTRAINT "PK_audit_entry" PRIMARY KEY (subject_id, seq))`);
    await runner.query('CREATE INDEX audit_entry_at ON kernel.audit_entry (at)');
    await runner.query(`
      CREATE TABLE kernel.audit_head (
        subject_id uuid NOT NULL, seq integer NOT NULL, hash bytea NOT NULL,
        CONSTRAINT "PK_audit_head" PRIMARY KEY (subject_id))`);
    await runner.query(`
      CREATE TABLE kernel.calendar_day (
        day date NOT NULL, kind text NOT NULL, CONSTRAINT "PK_calendar_day" PRIMARY KEY (day))`);
    await runner.query(`
      CREATE TABLE kernel.live_event (
        id bigint GENERATED ALWAYS AS IDENTITY NOT NULL, at timestamptz NOT NULL, topic text NOT NULL,
        subject_id uuid, scopes uuid[] NOT NULL, CONSTRAINT "PK_live_event" PRIMARY KEY (id))`);
    await runner.query('CREATE INDEX live_event_at ON kernel.live_event (at)');
    await runner.query(`
      CREATE TABLE kernel.outbox (
        id uuid NOT NULL, topic text NOT NULL, payload jsonb NOT NULL, created_at timestamptz NOT NULL,
        next_attempt_at timestamptz NOT NULL, done_at timestamptz, attempts integer NOT NULL DEFAULT 0,
        last_error text, CONSTRAINT "PK_outbox" PRIMARY KEY (id))`);
    await runner.query('CREATE INDEX outbox_open ON kernel.outbox (next_attempt_at) WHERE done_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA kernel CASCADE');
  }
}
