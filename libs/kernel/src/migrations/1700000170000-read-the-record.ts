import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each entry says to whose record it belongs, and is found by what it is asked for by. Entries that the portal made by itself
 * before go to the body of whoever acted first on the same thing. What the daily check of the record found is kept.
 */
export class ReadTheRecord1700000170000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE kernel.audit_head ADD record_body_id uuid');
    await runner.query('ALTER TABLE kernel.audit_entry ADD record_body_id uuid');
    await runner.query(`
      UPDATE kernel.audit_head head SET record_body_id = first.body_id
      FROM (SELECT DISTINCT ON (subject_id) subject_id, body_id FROM kernel.audit_entry
        WHERE body_id IS NOT NULL ORDER BY subject_id, seq) first
      WHERE first.subject_id = head.subject_id`);
    await runner.query(`
      UPDATE kernel.audit_entry entry SET record_body_id = coalesce(entry.body_id, head.record_body_id)
      FROM kernel.audit_head head WHERE head.subject_id = entry.subject_id`);
    await runner.query('CREATE INDEX audit_entry_of_body ON kernel.audit_entry (record_body_id, at)');
    await runner.query('CREATE INDEX audit_entry_of_employee ON kernel.audit_entry (employee_id, at)');
    await runner.query('CREATE INDEX audit_entry_action ON kernel.audit_entry (action, at)');
    await runner.query('CREATE INDEX audit_entry_subject_type ON kernel.audit_entry (subject_type, at)');
    await runner.query(`
      CREATE TABLE kernel.audit_check (
        at timestamptz NOT NULL, entries integer NOT NULL, documents integer NOT NULL, anchors integer NOT NULL,
        fault jsonb, seconds real NOT NULL, CONSTRAINT "PK_audit_check" PRIMARY KEY (at))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kernel.audit_check');
    for (const index of ['of_body', 'of_employee', 'action', 'subject_type'])
      await runner.query(`DROP INDEX kernel.audit_entry_${index}`);
    await runner.query('ALTER TABLE kernel.audit_entry DROP COLUMN record_body_id');
    await runner.query('ALTER TABLE kernel.audit_head DROP COLUMN record_body_id');
  }
}
