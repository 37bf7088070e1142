import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The acts that hold a file are found by it: the scanner's word has to reach them whoever sent the file. */
export class FindHoldersOfFiles1700000182200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX act_version_files ON agreements.act_version USING gin (files jsonb_path_ops)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.act_version_files');
  }
}
