import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A change of hours moves terms; whoever makes it says which hours he has seen. */
export class ReviseWorkingHours1700000191010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory.working_hours ADD revision integer NOT NULL DEFAULT 1');
    await runner.query('ALTER TABLE directory.working_hours ALTER revision DROP DEFAULT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory.working_hours DROP revision');
  }
}
