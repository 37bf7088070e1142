import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A protocol of disagreement says of each remark its kind, and the paragraph that it is about (775:21). */
export class NameDisputedRemarks1700000280001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE agreements.protocol SET rows = (
        SELECT jsonb_agg(one || jsonb_build_object('kind', remark.kind, 'excerpt', remark.place ->> 'excerpt')
          ORDER BY listed.at)
        FROM jsonb_array_elements(rows) WITH ORDINALITY AS listed (one, at)
        JOIN agreements.remark ON remark.id = (one ->> 'remarkId')::uuid)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE agreements.protocol SET rows = (
        SELECT jsonb_agg(one - 'kind' - 'excerpt' ORDER BY listed.at)
        FROM jsonb_array_elements(rows) WITH ORDINALITY AS listed (one, at))`);
  }
}
