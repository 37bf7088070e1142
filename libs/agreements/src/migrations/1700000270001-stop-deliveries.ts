import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packages of one body that are on their way or stopped: counted before its way to the EDMS is taken off, and found then. */
export class StopDeliveries1700000270001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX delivery_unsettled ON agreements.delivery (body_id) WHERE state IN ('waiting', 'sent', 'stopped')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.delivery_unsettled');
  }
}
