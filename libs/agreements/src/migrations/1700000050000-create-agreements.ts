import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAgreements1700000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA agreements');
    await runner.query(`
      CREATE TABLE agreements.draft_act (
        id uuid NOT NULL, kind text NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
        revision integer NOT NULL, number text, number_year integer, number_seq integer,
        developer_body_id uuid NOT NULL, developer_body jsonb NOT NULL,
        initiator_id uuid NOT NULL, initiator jsonb NOT NULL, scopes uuid[] NOT NULL,
        ordinal integer NOT NULL, state text NOT NULL, title text NOT NULL, language text NOT NULL,
        public_ordinal integer, public_state text, public_title text,
        CONSTRAINT "PK_draft_act" PRIMARY KEY (id),
        CONSTRAINT draft_act_number UNIQUE (kind, number_year, number_seq))`);
    await runner.query('CREATE INDEX draft_act_scopes ON agreements.draft_act USING gin (scopes)');
    await runner.query('CREATE INDEX draft_act_updated ON agreements.draft_act (updated_at, id)');
    await runner.query(`
      CREATE TABLE agreements.act_version (
        id uuid NOT NULL, act_id uuid NOT NULL, ordinal integer NOT NULL, state text NOT NULL, title text NOT NULL,
        language text NOT NULL, description text NOT NULL, internal_term_days integer NOT NULL,
        interested_units jsonb NOT NULL, legal_head jsonb, body_head jsonb, approving_bodies jsonb NOT NULL,
        files jsonb NOT NULL, round integer NOT NULL, returned jsonb, created_at timestamptz NOT NULL,
        dispatched_at timestamptz, settled_at timestamptz, sheet_file_id uuid,
        CONSTRAINT "PK_act_version" PRIMARY KEY (id),
        CONSTRAINT "FK_4a897029b40edfac0a3651b4aff" FOREIGN KEY (act_id) REFERENCES agreements.draft_act (id))`);
    await runner.query('CREATE INDEX act_version_act ON agreements.act_version (act_id)');
    await runner.query(`
      CREATE UNIQUE INDEX act_version_ordinal ON agreements.act_version (act_id, ordinal)
      WHERE state <> 'discarded'`);
    await runner.query(`
      CREATE TABLE agreements.review (
        id uuid NOT NULL, version_id uuid NOT NULL, place integer NOT NULL, body_id uuid NOT NULL,
        body jsonb NOT NULL, state text NOT NULL, round integer NOT NULL, arrived_at timestamptz NOT NULL,
        registered_at timestamptz, incoming_number text, due_at timestamptz, term jsonb, term_basis text,
        responsible_unit jsonb, responsible_head_id uuid, executor jsonb, interested_units jsonb NOT NULL,
        outcome text, reason text, remarks jsonb NOT NULL, settled_at timestamptz, signed_by jsonb, signature jsonb,
        CONSTRAINT "PK_review" PRIMARY KEY (id),
        CONSTRAINT review_body UNIQUE (version_id, body_id),
        CONSTRAINT "FK_75702303b00b459d43be95d03ab" FOREIGN KEY (version_id) REFERENCES agreements.act_version (id))`);
    await runner.query(`
      CREATE TABLE agreements.route_step (
        id uuid NOT NULL, act_id uuid NOT NULL, version_id uuid NOT NULL, review_id uuid, kind text NOT NULL,
        state text NOT NULL, round integer NOT NULL, unit jsonb, assignees jsonb NOT NULL,
        assignee_ids uuid[] NOT NULL, created_at timestamptz NOT NULL, due_at timestamptz, opened_at timestamptz,
        decided_at timestamptz, decided_by jsonb, outcome text, comment text, remarks jsonb NOT NULL, signature jsonb,
        CONSTRAINT "PK_route_step" PRIMARY KEY (id),
        CONSTRAINT "FK_c3666d5d576afbdc99d64a1061f" FOREIGN KEY (version_id) REFERENCES agreements.act_version (id),
        CONSTRAINT "FK_e0974c5bcde315d0bf3a33b0f38" FOREIGN KEY (review_id) REFERENCES agreements.review (id))`);
    await runner.query('CREATE INDEX route_step_version ON agreements.route_step (version_id)');
    await runner.query('CREATE INDEX route_step_review ON agreements.route_step (review_id)');
    await runner.query(`CREATE INDEX route_step_open ON agreements.route_step (act_id) WHERE state = 'open'`);
    await runner.query(`
      CREATE TABLE agreements.number_counter (
        kind text NOT NULL, year integer NOT NULL, last integer NOT NULL,
        CONSTRAINT "PK_number_counter" PRIMARY KEY (kind, year))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA agreements CASCADE');
  }
}
