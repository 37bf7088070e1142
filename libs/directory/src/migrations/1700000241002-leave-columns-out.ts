import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A column that somebody leaves out of an import is left out the next time, too. */
export class LeaveColumnsOut1700000241002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory.import_heading ALTER means DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM directory.import_heading WHERE means IS NULL');
    await runner.query('ALTER TABLE directory.import_heading ALTER means SET NOT NULL');
  }
}
