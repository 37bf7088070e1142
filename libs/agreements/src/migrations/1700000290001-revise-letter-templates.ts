import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody writes over a template of letters that was saved elsewhere meanwhile. */
export class ReviseLetterTemplates1700000290001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.letter_template ADD revision int NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.letter_template DROP revision');
  }
}
