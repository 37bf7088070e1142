import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever works in another body no longer reads by his own id what he was asked in the old one. */
export class CloseActsToWhoWentOver1700000193100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE agreements.draft_act ADD closed_to uuid[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.draft_act DROP closed_to');
  }
}
