import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A way to the EDMS that is set after another was taken off never has the revision of that one. */
export class NumberEdmsWays1700000320001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SEQUENCE agreements.edms_way_revision AS int');
    await runner.query(
      `SELECT setval('agreements.edms_way_revision', coalesce(max(revision), 0) + 1, false) FROM agreements.edms_way`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE agreements.edms_way_revision');
  }
}
