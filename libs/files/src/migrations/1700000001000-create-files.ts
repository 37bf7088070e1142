import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFiles1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA files');
    await runner.query(`
      CREATE TABLE files.stored_file (
        id uuid NOT NULL, name text NOT NULL, size integer NOT NULL, format text NOT NULL, sha256 text NOT NULL,
        uploaded_by uuid, created_at timestamptz NOT NULL, attached_at timestamptz,
        CONSTRAINT "PK_stored_file" PRIMARY KEY (id))`);
    await runner.query('CREATE INDEX stored_file_sha256 ON files.stored_file (sha256)');
    await runner.query(
      'CREATE INDEX stored_file_unattached ON files.stored_file (created_at) WHERE attached_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA files CASCADE');
  }
}
