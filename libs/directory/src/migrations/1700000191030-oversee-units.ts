import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A deputy head of a body oversees units of it. */
export class OverseeUnits1700000191030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE directory.unit ADD overseer_id uuid,
        ADD CONSTRAINT unit_overseer FOREIGN KEY (overseer_id) REFERENCES directory.employee (id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory.unit DROP overseer_id');
  }
}
