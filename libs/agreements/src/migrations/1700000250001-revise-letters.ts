import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody writes over a cover letter that was saved elsewhere meanwhile. */
export class ReviseLetters1700000250001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.submission ADD letter_revision int NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.submission DROP letter_revision');
  }
}
