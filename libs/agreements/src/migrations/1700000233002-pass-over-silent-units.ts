import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The executor of a body goes on without a unit that let its term pass (775:17). */
export class PassOverSilentUnits1700000233002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.route_step ADD passed_over_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.route_step DROP passed_over_at');
  }
}
