import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddImports1700000140100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.import (
        id uuid NOT NULL, account_id uuid NOT NULL, body_id uuid, kind text NOT NULL, file_name text NOT NULL,
        sha256 text NOT NULL, state text NOT NULL, created_at timestamptz NOT NULL, headings jsonb NOT NULL,
        mapping jsonb NOT NULL, first_row integer NOT NULL, cells json NOT NULL, basis text, counts jsonb,
        entered integer NOT NULL DEFAULT 0, failure text,
        CONSTRAINT "PK_import" PRIMARY KEY (id),
        CONSTRAINT import_by_account FOREIGN KEY (account_id) REFERENCES directory.account (id) ON DELETE CASCADE,
        CONSTRAINT import_into_body FOREIGN KEY (body_id) REFERENCES directory.state_body (id))`);
    await runner.query('CREATE INDEX import_of_account ON directory.import (account_id)');
    await runner.query(`
      CREATE TABLE directory.import_heading (
        account_id uuid NOT NULL, kind text NOT NULL, heading text NOT NULL, means text NOT NULL,
        CONSTRAINT "PK_import_heading" PRIMARY KEY (account_id, kind, heading),
        CONSTRAINT import_heading_of_account FOREIGN KEY (account_id) REFERENCES directory.account (id)
          ON DELETE CASCADE)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.import_heading');
    await runner.query('DROP TABLE directory.import');
  }
}
