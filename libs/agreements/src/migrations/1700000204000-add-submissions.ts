import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The way to the Office and to the EDMS (775:22, 23), the sheet of one body (775:17.1), withdrawal and archive. */
export class AddSubmissions1700000204000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.submission (
        id uuid NOT NULL, act_id uuid NOT NULL, version_id uuid NOT NULL, state text NOT NULL, round integer NOT NULL,
        office_id uuid NOT NULL, office jsonb NOT NULL, letter jsonb NOT NULL, returned jsonb,
        created_at timestamptz NOT NULL, letter_file jsonb, signed_by jsonb, signature jsonb,
        package_file jsonb, dispatched_at timestamptz,
        registered_at timestamptz, incoming_number text, unit jsonb, due_at timestamptz, term jsonb,
        decided_at timestamptz, decided_by jsonb, reason text,
        CONSTRAINT "PK_submission" PRIMARY KEY (id),
        CONSTRAINT submission_version UNIQUE (version_id),
        CONSTRAINT "FK_submission_version" FOREIGN KEY (version_id) REFERENCES agreements.act_version (id))`);
    await runner.query(`
      CREATE TABLE agreements.delivery (
        id uuid NOT NULL, body_id uuid NOT NULL, state text NOT NULL, attempts integer NOT NULL,
        started_at timestamptz NOT NULL, next_try_at timestamptz, last_try_at timestamptz,
        fault text, fault_detail text, receipt jsonb,
        CONSTRAINT "PK_delivery" PRIMARY KEY (id),
        CONSTRAINT "FK_delivery_submission" FOREIGN KEY (id) REFERENCES agreements.submission (id))`);
    await runner.query(`
      CREATE TABLE agreements.letter_template (
        body_id uuid NOT NULL, language text NOT NULL, subject text NOT NULL, text text NOT NULL,
        CONSTRAINT "PK_letter_template" PRIMARY KEY (body_id, language))`);
    await runner.query(`
      CREATE TABLE agreements.edms_way (
        body_id uuid NOT NULL, revision integer NOT NULL, kind text NOT NULL, url text NOT NULL, auth text NOT NULL,
        secret bytea, ca text NOT NULL, folder text NOT NULL, signed_receipts boolean NOT NULL,
        updated_at timestamptz NOT NULL, updated_by jsonb NOT NULL,
        CONSTRAINT "PK_edms_way" PRIMARY KEY (body_id))`);
    await runner.query(`
      ALTER TABLE agreements.route_step ADD submission_id uuid,
        ADD CONSTRAINT "FK_route_step_submission" FOREIGN KEY (submission_id) REFERENCES agreements.submission (id)`);
    await runner.query(
      'CREATE INDEX route_step_submission ON agreements.route_step (submission_id) WHERE submission_id IS NOT NULL',
    );
    await runner.query('ALTER TABLE agreements.review ADD sheet_file_id uuid');
    await runner.query('ALTER TABLE agreements.draft_act ADD withdrawn jsonb, ADD archived_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.draft_act DROP withdrawn, DROP archived_at');
    await runner.query('ALTER TABLE agreements.review DROP sheet_file_id');
    await runner.query('ALTER TABLE agreements.route_step DROP submission_id');
    await runner.query(
      'DROP TABLE agreements.edms_way, agreements.letter_template, agreements.delivery, agreements.submission',
    );
  }
}
