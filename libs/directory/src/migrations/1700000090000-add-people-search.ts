import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people are found by (775:59.6), in an index of PostgreSQL's own: it needs no extension. The words of those who
 * are there already come with their posts, in a later migration.
 */
export class AddPeopleSearch1700000090000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE directory.employee ADD search_words tsvector NOT NULL DEFAULT ''`);
    // Read at each letter that is typed, changed seldom: no list of changes that readers would walk through.
    await runner.query(`
      CREATE INDEX employee_search_words ON directory.employee USING gin (search_words) WITH (fastupdate = off)`);
    await runner.query(`
      CREATE INDEX employee_by_name ON directory.employee
        (surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX directory.employee_by_name');
    await runner.query('DROP INDEX directory.employee_search_words');
    await runner.query('ALTER TABLE directory.employee DROP COLUMN search_words');
  }
}
