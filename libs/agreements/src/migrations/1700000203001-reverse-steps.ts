import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions may lapse, bodies may be asked later or no longer, and name others that should have been asked. */
export class ReverseSteps1700000203001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.route_step ADD COLUMN lapsed jsonb');
    await runner.query('ALTER TABLE agreements.review ADD COLUMN added_for text, ADD COLUMN withdrawn jsonb');
    await runner.query('ALTER TABLE agreements.review DROP CONSTRAINT review_body');
    await runner.query(`
      CREATE UNIQUE INDEX review_body ON agreements.review (version_id, body_id) WHERE state <> 'withdrawn'`);
    await runner.query(`
      CREATE TABLE agreements.body_suggestion (
        id uuid NOT NULL, act_id uuid NOT NULL, version_id uuid NOT NULL, review_id uuid NOT NULL,
        from_body jsonb NOT NULL, body jsonb NOT NULL, reason text NOT NULL, by jsonb NOT NULL,
        made_at timestamptz NOT NULL, state text NOT NULL, decided_by jsonb, decided_at timestamptz, answer text,
        CONSTRAINT "PK_body_suggestion" PRIMARY KEY (id),
        CONSTRAINT "FK_body_suggestion_version" FOREIGN KEY (version_id) REFERENCES agreements.act_version (id),
        CONSTRAINT "FK_body_suggestion_review" FOREIGN KEY (review_id) REFERENCES agreements.review (id))`);
    await runner.query('CREATE INDEX body_suggestion_version ON agreements.body_suggestion (version_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.body_suggestion');
    await runner.query('DROP INDEX agreements.review_body');
    await runner.query(
      'ALTER TABLE agreements.review ADD CONSTRAINT review_body UNIQUE (version_id, body_id)',
    );
    await runner.query('ALTER TABLE agreements.review DROP COLUMN withdrawn, DROP COLUMN added_for');
    await runner.query('ALTER TABLE agreements.route_step DROP COLUMN lapsed');
  }
}
