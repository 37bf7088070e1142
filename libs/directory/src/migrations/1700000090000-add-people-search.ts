import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refreshSearchWords } from '../people/search-words.js';

/** What people are found by (775:59.6), in an index of PostgreSQL's own: it needs no extension. */
export class AddPeopleSearch1700000090000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE directory.employee ADD search_words tsvector NOT NULL DEFAULT ''`);
    const bodies: { id: string }[] = await runner.query('SELECT id FROM directory.state_body');
    for (const { id } of bodies) {
      await refreshSearchWords((statement, values) => runner.query(statement, values), 'body_id', id);
    }
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
