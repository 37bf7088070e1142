import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A step says which signature of its waits. */
export class AddPendingSignature1700000073000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.route_step ADD pending_signature jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.route_step DROP pending_signature');
  }
}
