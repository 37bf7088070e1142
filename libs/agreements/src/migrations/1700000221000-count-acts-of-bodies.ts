import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The board counts the acts of a body by units: those that are in work, and those that were answered in a period. */
export class CountActsOfBodies1700000221000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.draft_act ADD initiator_unit_id uuid');
    // The unit of the main post that he held in that body when he made the card.
    await runner.query(`
      UPDATE agreements.draft_act act SET initiator_unit_id = (
        SELECT held.unit_id FROM directory.post_holding held
        WHERE held.employee_id = act.initiator_id AND held.body_id = act.developer_body_id AND held.main
        ORDER BY (coalesce(held.begins_at, '-infinity') <= act.created_at
          AND coalesce(held.ends_at, 'infinity') > act.created_at) DESC, held.begins_at DESC NULLS LAST LIMIT 1)`);
    await runner.query(`
      CREATE INDEX draft_act_running ON agreements.draft_act (developer_body_id)
      WHERE archived_at IS NULL AND state <> ALL (ARRAY['accepted'::text, 'withdrawn'::text, 'discarded'::text])`);
    await runner.query(`
      CREATE INDEX review_running ON agreements.review (body_id)
      WHERE state <> ALL (ARRAY['settled'::text, 'withdrawn'::text])`);
    await runner.query(
      `CREATE INDEX review_settled ON agreements.review (body_id, settled_at) WHERE state = 'settled'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.review_settled');
    await runner.query('DROP INDEX agreements.review_running');
    await runner.query('DROP INDEX agreements.draft_act_running');
    await runner.query('ALTER TABLE agreements.draft_act DROP initiator_unit_id');
  }
}
