import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the portal does by itself stands in the record of the body in which it was done, where its data name that. */
export class RecordOfThePlace1700000182100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.give(runner, `(entry.content::jsonb -> 'data' -> 'body' ->> 'id')::uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.give(runner, 'NULL::uuid');
  }

  private async give(runner: QueryRunner, place: string): Promise<void> {
    await runner.query(`
      UPDATE kernel.audit_entry entry SET record_body_id = coalesce(${place}, (
        SELECT first.body_id FROM kernel.audit_entry first
        WHERE first.subject_id = entry.subject_id AND first.seq < entry.seq AND first.body_id IS NOT NULL
        ORDER BY first.seq LIMIT 1))
      WHERE entry.body_id IS NULL`);
  }
}
