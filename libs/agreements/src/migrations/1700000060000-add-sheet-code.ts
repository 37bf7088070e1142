import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddSheetCode1700000060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.act_version ADD COLUMN sheet_code text');
    await runner.query(
      'ALTER TABLE agreements.act_version ADD CONSTRAINT act_version_sheet_code UNIQUE (sheet_code)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.act_version DROP COLUMN sheet_code');
  }
}
