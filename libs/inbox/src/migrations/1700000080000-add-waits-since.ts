import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task says that what it asks for was given, and waits for its check. */
export class AddWaitsSince1700000080000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox.task ADD waits_since timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox.task DROP waits_since');
  }
}
