import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One's own acts, and those of one's body, are listed last changed first. */
export class ListByOwners1700000205000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX draft_act_initiator ON agreements.draft_act (initiator_id, updated_at, id)',
    );
    await runner.query(
      'CREATE INDEX draft_act_developer ON agreements.draft_act (developer_body_id, updated_at, id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.draft_act_developer');
    await runner.query('DROP INDEX agreements.draft_act_initiator');
  }
}
