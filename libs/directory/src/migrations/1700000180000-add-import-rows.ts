import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the rows of a sheet would do is kept, not worked out again for each page that is looked at. */
export class AddImportRows1700000180000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.import_row (
        import_id uuid NOT NULL, "row" integer NOT NULL, outcome text NOT NULL, planned json NOT NULL,
        CONSTRAINT "PK_import_row" PRIMARY KEY (import_id, "row"),
        CONSTRAINT row_of_import FOREIGN KEY (import_id) REFERENCES directory.import (id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX import_row_outcome ON directory.import_row (import_id, outcome, "row")');
    // Compared before this was kept: it is compared again.
    await runner.query(
      `UPDATE directory.import SET state = 'read', basis = NULL, counts = NULL WHERE state = 'checked'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.import_row');
  }
}
