import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddChangeReasons1700000201010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.change_reason (
        act_id uuid NOT NULL, old_sha256 text NOT NULL, new_sha256 text NOT NULL, old_anchor text NOT NULL,
        new_anchor text NOT NULL, reason text NOT NULL, by jsonb NOT NULL, at timestamptz NOT NULL,
        CONSTRAINT "PK_change_reason" PRIMARY KEY (act_id, old_sha256, new_sha256, old_anchor, new_anchor),
        CONSTRAINT "FK_change_reason_act" FOREIGN KEY (act_id) REFERENCES agreements.draft_act (id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.change_reason');
  }
}
