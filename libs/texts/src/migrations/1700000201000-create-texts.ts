import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTexts1700000201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA texts');
    await runner.query(`
      CREATE TABLE texts.file_text (
        sha256 text NOT NULL, refusal text, content text, language text, read_at timestamptz NOT NULL,
        CONSTRAINT "PK_file_text" PRIMARY KEY (sha256))`);
    await runner.query(`
      CREATE TABLE texts.comparison (
        old_sha256 text NOT NULL, new_sha256 text NOT NULL, lines bytea NOT NULL, made_at timestamptz NOT NULL,
        CONSTRAINT "PK_comparison" PRIMARY KEY (old_sha256, new_sha256))`);
    // It is packed already.
    await runner.query('ALTER TABLE texts.comparison ALTER COLUMN lines SET STORAGE EXTERNAL');
    await runner.query('CREATE INDEX comparison_made ON texts.comparison (made_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA texts CASCADE');
  }
}
