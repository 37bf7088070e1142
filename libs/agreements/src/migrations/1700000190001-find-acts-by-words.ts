import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Acts are found by any part of their titles and numbers without looking at all of them. pg_trgm comes with PostgreSQL and is
 * trusted: the owner of a database may install it.
 */
export class FindActsByWords1700000190001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    // Every step moves its act and so writes here: that goes to a list of at most 512 kB first, which a search reads too.
    await runner.query(`
      CREATE INDEX draft_act_words ON agreements.draft_act
      USING gin ((title || ' ' || coalesce(public_title, '') || ' ' || coalesce(number, '')) gin_trgm_ops)
      WITH (gin_pending_list_limit = 512)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.draft_act_words');
  }
}
