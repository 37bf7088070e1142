import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list is narrowed to a kind, and to a state as other bodies see it or, of what runs, as one's own does. */
export class ListByKindAndState1700000231001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX draft_act_kind ON agreements.draft_act (kind, updated_at, id) WHERE archived_at IS NULL',
    );
    await runner.query(
      'CREATE INDEX draft_act_state ON agreements.draft_act (public_state, updated_at, id) WHERE archived_at IS NULL',
    );
    await runner.query('DROP INDEX agreements.draft_act_running');
    await runner.query(`
      CREATE INDEX draft_act_running ON agreements.draft_act (developer_body_id, state)
      WHERE archived_at IS NULL AND state <> ALL (ARRAY['accepted'::text, 'withdrawn'::text, 'discarded'::text])`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.draft_act_running');
    await runner.query(`
      CREATE INDEX draft_act_running ON agreements.draft_act (developer_body_id)
      WHERE archived_at IS NULL AND state <> ALL (ARRAY['accepted'::text, 'withdrawn'::text, 'discarded'::text])`);
    await runner.query('DROP INDEX agreements.draft_act_state');
    await runner.query('DROP INDEX agreements.draft_act_kind');
  }
}
