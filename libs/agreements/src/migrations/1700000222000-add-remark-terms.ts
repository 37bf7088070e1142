import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when the talk about remarks waits for whom, with the arithmetic (775:17.2, 19). */
export class AddRemarkTerms1700000222000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.remark_term (
        key uuid NOT NULL, act_id uuid NOT NULL, task text NOT NULL, body_id uuid NOT NULL, body jsonb NOT NULL,
        waiting integer NOT NULL, due_at timestamptz NOT NULL, term jsonb NOT NULL,
        CONSTRAINT "PK_remark_term" PRIMARY KEY (key),
        CONSTRAINT "FK_remark_term_act" FOREIGN KEY (act_id) REFERENCES agreements.draft_act (id))`);
    await runner.query('CREATE INDEX remark_term_act ON agreements.remark_term (act_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.remark_term');
  }
}
