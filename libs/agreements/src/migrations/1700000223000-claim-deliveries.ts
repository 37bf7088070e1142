import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attempts at an EDMS are claimed by a row instead of a transaction; the jobs that held one are not needed any more. */
export class ClaimDeliveries1700000223000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.delivery ADD claimed_until timestamptz');
    await runner.query(
      `CREATE INDEX delivery_due ON agreements.delivery (next_try_at) WHERE state IN ('waiting', 'sent')`,
    );
    await runner.query(
      'CREATE INDEX delivery_claimed ON agreements.delivery (claimed_until) WHERE claimed_until IS NOT NULL',
    );
    await runner.query(`DELETE FROM kernel.outbox WHERE topic = 'edms-deliver' AND done_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.delivery_claimed, agreements.delivery_due');
    await runner.query('ALTER TABLE agreements.delivery DROP claimed_until');
  }
}
