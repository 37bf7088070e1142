import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The management names the day until which the interested units of its body answer (775:16). */
export class NameDaysOfUnits1700000241001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.review ADD units_until date');
    await runner.query('ALTER TABLE agreements.route_step ADD until date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.route_step DROP until');
    await runner.query('ALTER TABLE agreements.review DROP units_until');
  }
}
