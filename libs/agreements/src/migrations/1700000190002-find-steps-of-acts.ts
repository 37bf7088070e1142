import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Steps of an act are found by it, those that are done too: for who may open a marked act, and what a signer has agreed. */
export class FindStepsOfActs1700000190002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX route_step_act ON agreements.route_step (act_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.route_step_act');
  }
}
