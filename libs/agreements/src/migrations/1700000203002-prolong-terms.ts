import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A day is set by a written assignment, which is kept; more time is asked for and granted or refused (775:20). */
export class ProlongTerms1700000203002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.review ADD COLUMN assignment_file jsonb');
    await runner.query(`
      CREATE TABLE agreements.prolongation (
        id uuid NOT NULL, act_id uuid NOT NULL, review_id uuid NOT NULL, working_days integer NOT NULL,
        reason text NOT NULL, by jsonb NOT NULL, asked_at timestamptz NOT NULL, state text NOT NULL,
        decided_by jsonb, decided_at timestamptz, answer text, from_due timestamptz NOT NULL, to_due timestamptz,
        CONSTRAINT "PK_prolongation" PRIMARY KEY (id),
        CONSTRAINT "FK_prolongation_review" FOREIGN KEY (review_id) REFERENCES agreements.review (id))`);
    await runner.query('CREATE INDEX prolongation_review ON agreements.prolongation (review_id)');
    await runner.query(`
      CREATE UNIQUE INDEX prolongation_open ON agreements.prolongation (review_id) WHERE state = 'open'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.prolongation');
    await runner.query('ALTER TABLE agreements.review DROP COLUMN assignment_file');
  }
}
