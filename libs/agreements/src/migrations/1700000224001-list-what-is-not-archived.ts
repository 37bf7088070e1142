import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list leaves out the archive, which after years holds most acts: what is not in it has an index of its own. */
export class ListWhatIsNotArchived1700000224001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX draft_act_listed ON agreements.draft_act (updated_at, id) WHERE archived_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.draft_act_listed');
  }
}
