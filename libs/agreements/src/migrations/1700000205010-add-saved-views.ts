import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Readers keep ways to look at the list of acts. */
export class AddSavedViews1700000205010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.saved_view (
        id uuid NOT NULL, account_id uuid NOT NULL, name text NOT NULL, filters jsonb NOT NULL,
        CONSTRAINT "PK_saved_view" PRIMARY KEY (id))`);
    await runner.query('CREATE INDEX saved_view_account ON agreements.saved_view (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.saved_view');
  }
}
