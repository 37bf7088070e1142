import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddFileScan1700000160000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE files.stored_file ADD state text NOT NULL DEFAULT 'unscanned'");
    await runner.query('ALTER TABLE files.stored_file ALTER state DROP DEFAULT');
    await runner.query(
      "CREATE INDEX stored_file_waiting ON files.stored_file (created_at) WHERE state = 'waiting'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX files.stored_file_waiting');
    await runner.query('ALTER TABLE files.stored_file DROP state');
  }
}
