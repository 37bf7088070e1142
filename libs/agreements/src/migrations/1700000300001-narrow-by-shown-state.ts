import type { MigrationInterface, QueryRunner } from 'typeorm';

const RUNNING = `archived_at IS NULL AND state <> ALL (ARRAY['accepted'::text, 'withdrawn'::text, 'discarded'::text])`;

/**
 * A state is looked up as everybody sees it, and of what its developer alone has gone on with as he does; of the archive by
 * state and kind too. Who may see an act lies in its row: out of line, as the longest column of a wide row, it took two looks
 * more at each act that a list goes past.
 */
export class NarrowByShownState1700000300001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX draft_act_archived_kind ON agreements.draft_act (kind, updated_at, id)
      WHERE archived_at IS NOT NULL`);
    await runner.query(`
      CREATE INDEX draft_act_archived_state ON agreements.draft_act (public_state, updated_at, id)
      WHERE archived_at IS NOT NULL`);
    await runner.query(`
      CREATE INDEX draft_act_gone_on ON agreements.draft_act (developer_body_id, state, updated_at, id)
      WHERE public_state IS DISTINCT FROM state`);
    await runner.query('DROP INDEX agreements.draft_act_running');
    await runner.query(
      `CREATE INDEX draft_act_running ON agreements.draft_act (developer_body_id) WHERE ${RUNNING}`,
    );
    // Rows that are there are written so when they change next.
    await runner.query('ALTER TABLE agreements.draft_act ALTER scopes SET STORAGE MAIN');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.draft_act ALTER scopes SET STORAGE EXTENDED');
    await runner.query('DROP INDEX agreements.draft_act_running');
    await runner.query(
      `CREATE INDEX draft_act_running ON agreements.draft_act (developer_body_id, state) WHERE ${RUNNING}`,
    );
    await runner.query('DROP INDEX agreements.draft_act_gone_on');
    await runner.query('DROP INDEX agreements.draft_act_archived_state');
    await runner.query('DROP INDEX agreements.draft_act_archived_kind');
  }
}
